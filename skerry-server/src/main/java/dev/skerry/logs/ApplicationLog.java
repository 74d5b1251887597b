package dev.skerry.logs;

import dev.skerry.kernel.PrivateFiles;
import dev.skerry.logs.Entry.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What the tasks of one application wrote: a growing text whose places are offsets, kept in a folder of segments of
/// which the oldest go. One writes, many read.
///
/// A segment begins with how far each service had been taken, so that after any crash the last segment alone tells
/// where to go on.
final class ApplicationLog implements AutoCloseable {
    private final Path folder;
    private final LogBounds bounds;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final TreeMap<Long, Segment> segments = new TreeMap<>();
    private @Nullable Map<Integer, Places> places;
    private @Nullable FileChannel channel;
    private Instant begun = Instant.MAX;
    private long end;

    ApplicationLog(Path folder, LogBounds bounds, InstantSource clock) throws IOException {
        this.folder = folder;
        this.bounds = bounds;
        this.clock = clock;
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                files.flatMap(file -> Segment.of(file).stream())
                        .forEach(segment -> segments.put(segment.start(), segment));
            }
        }
        if (!segments.isEmpty()) {
            end = segments.lastEntry().getValue().mend();
        }
    }

    /// The place behind the last line.
    long end() {
        lock.lock();
        try {
            return end;
        } finally {
            lock.unlock();
        }
    }

    /// Adds records at the end, all of them or, when that fails, none.
    void append(List<Entry> entries) throws IOException {
        lock.lock();
        try {
            roll(false);
            write(entries);
            var known = places();
            entries.forEach(entry ->
                    known.computeIfAbsent(entry.generation(), _ -> new Places()).take(entry));
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// How far the service of a generation was taken.
    Places places(int generation) throws IOException {
        lock.lock();
        try {
            return Places.copyOf(places().getOrDefault(generation, new Places()));
        } finally {
            lock.unlock();
        }
    }

    /// The services of a generation are gone: nothing of them comes any more.
    void forget(int generation) throws IOException {
        lock.lock();
        try {
            places().remove(generation);
        } finally {
            lock.unlock();
        }
    }

    /// The time of the first line there is, when earlier ones are gone.
    Optional<Instant> trimmedBefore() throws IOException {
        lock.lock();
        try {
            return segments.isEmpty() || segments.firstKey() == 0 ? Optional.empty() : firstTime();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until there is something behind a place.
    boolean awaitBeyond(long place, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            var left = atMost.toNanos();
            while (end <= place && left > 0) {
                left = grown.awaitNanos(left);
            }
            return end > place;
        } finally {
            lock.unlock();
        }
    }

    /// The one a place lies in; the first one for a place that is gone.
    Optional<Segment> segmentAt(long place) {
        lock.lock();
        try {
            var entry = segments.floorEntry(place);
            return Optional.ofNullable(entry == null ? segments.firstEntry() : entry)
                    .map(Map.Entry::getValue);
        } finally {
            lock.unlock();
        }
    }

    /// The place behind its last line.
    long endOf(Segment segment) {
        lock.lock();
        try {
            var next = segments.higherKey(segment.start());
            return next == null ? end : next;
        } finally {
            lock.unlock();
        }
    }

    List<Segment> newestFirst() {
        lock.lock();
        try {
            return List.copyOf(segments.descendingMap().values());
        } finally {
            lock.unlock();
        }
    }

    private Optional<Instant> firstTime() throws IOException {
        for (var segment : segments.values()) {
            try (var scan = segment.scan(segment.start(), endOf(segment))) {
                for (var entry = scan.next(); entry != null; entry = scan.next()) {
                    if (entry.kind() != Kind.PLACES) {
                        return Optional.of(entry.time());
                    }
                }
            }
        }
        return Optional.empty();
    }

    /// Removes what is too old.
    ///
    /// @return whether a line is left
    boolean expire() throws IOException {
        lock.lock();
        try {
            var oldest = clock.instant().minus(bounds.age());
            if (!segments.isEmpty()
                    && segments.lastEntry().getValue().changedAt().isBefore(oldest)) {
                roll(true);
            }
            while (segments.size() > 1
                    && segments.firstEntry().getValue().changedAt().isBefore(oldest)) {
                deleteFirst();
            }
            return segments.size() > 1 || firstTime().isPresent();
        } finally {
            lock.unlock();
        }
    }

    private Map<Integer, Places> places() throws IOException {
        var known = places;
        if (known == null) {
            known = new HashMap<>();
            if (!segments.isEmpty()) {
                readPlaces(segments.lastEntry().getValue(), known);
            }
            places = known;
        }
        return known;
    }

    private void readPlaces(Segment segment, Map<Integer, Places> into) throws IOException {
        try (var scan = segment.scan(segment.start(), end)) {
            for (var entry = scan.next(); entry != null; entry = scan.next()) {
                into.computeIfAbsent(entry.generation(), _ -> new Places()).take(entry);
            }
        }
    }

    /// Begins another segment where the present one is full, or old, or there is none.
    private void roll(boolean forced) throws IOException {
        var present = segments.lastEntry();
        if (present != null && !forced) {
            open(present.getValue());
            if (end - present.getKey() < bounds.segmentBytes()
                    && clock.instant().isBefore(begun.plus(bounds.segmentAge()))) {
                return;
            }
        }
        if (present != null && present.getKey() == end) {
            return;
        }
        begin(Segment.at(folder, end));
        while (segments.size() > 1 && end - segments.firstKey() > bounds.bytes()) {
            deleteFirst();
        }
    }

    /// Complete or not at all: it appears with its first records.
    private void begin(Segment next) throws IOException {
        var known = places();
        closeChannel();
        PrivateFiles.folder(folder);
        var now = clock.instant();
        var first = encode(known.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> new Entry(
                        Kind.PLACES,
                        now,
                        entry.getKey(),
                        "skerry",
                        entry.getValue().encode()))
                .toList());
        var unfinished = folder.resolve("next");
        Files.write(unfinished, first);
        Files.move(unfinished, next.file(), StandardCopyOption.ATOMIC_MOVE);
        segments.put(end, next);
        end += first.length;
        open(next);
        begun = now;
    }

    private void open(Segment segment) throws IOException {
        if (channel == null) {
            channel = FileChannel.open(segment.file(), StandardOpenOption.WRITE);
            channel.position(end - segment.start());
            begun = segment.changedAt();
        }
    }

    private void write(List<Entry> entries) throws IOException {
        if (channel == null) {
            throw new IOException("the log in %s is closed".formatted(folder));
        }
        var buffer = ByteBuffer.wrap(encode(entries));
        var place = channel.position();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            channel.truncate(place).position(place);
            throw e;
        }
        end += buffer.limit();
    }

    private static byte[] encode(List<Entry> entries) {
        var encoded = entries.stream().map(Entry::encode).toList();
        var all = ByteBuffer.allocate(
                encoded.stream().mapToInt(bytes -> bytes.length).sum());
        encoded.forEach(all::put);
        return all.array();
    }

    private void deleteFirst() throws IOException {
        var first = segments.firstEntry().getValue();
        Files.deleteIfExists(first.file());
        segments.remove(first.start());
    }

    private void closeChannel() throws IOException {
        var open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closeChannel();
        } finally {
            lock.unlock();
        }
    }
}
