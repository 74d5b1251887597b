package dev.skerry.logs;

import dev.skerry.logs.Entry.Kind;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// How far each stream of each task of a service was taken. A stream's lines come in the order of their times, so the
/// time of the last one, and how many were of that very time, tell which lines are new when a log is read again.
final class Places {
    /// Swarm remembers five tasks of a slot; more of this service's past is not asked for again.
    private static final int MAX = 400;

    private static final int EVERY = Integer.MAX_VALUE;
    private final Map<Stream, Place> places = new HashMap<>();

    private record Stream(String source, Kind kind) {}

    /// @param count lines of exactly that time
    private record Place(long nanos, int count) {}

    static Places copyOf(Places other) {
        var copy = new Places();
        copy.places.putAll(other.places);
        return copy;
    }

    /// What was written beside a source's name by `encode`.
    static Places decode(String text) {
        var decoded = new Places();
        for (var place : text.split(" ")) {
            var parts = place.split("=");
            if (parts.length == 4) {
                decoded.places.put(
                        new Stream(parts[0], Kind.valueOf(parts[1])),
                        new Place(Long.parseLong(parts[2]), Integer.parseInt(parts[3])));
            }
        }
        return decoded;
    }

    String encode() {
        return places.entrySet().stream()
                .map(entry -> String.join(
                        "=",
                        entry.getKey().source(),
                        entry.getKey().kind().name(),
                        Long.toString(entry.getValue().nanos()),
                        Integer.toString(entry.getValue().count())))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /// From when on lines may be missing.
    Optional<Instant> earliest() {
        return places.values().stream()
                .map(Place::nanos)
                .min(Comparator.naturalOrder())
                .map(Entry::time);
    }

    void take(Entry entry) {
        switch (entry.kind()) {
            case STDOUT, STDERR -> {
                var nanos = Entry.nanos(entry.time());
                places.merge(new Stream(entry.source(), entry.kind()), new Place(nanos, 1), Places::later);
                bound();
            }
            // What it speaks of was left out for good.
            case NOTE ->
                Arrays.asList(Kind.STDOUT, Kind.STDERR)
                        .forEach(kind -> places.computeIfPresent(
                                new Stream(entry.source(), kind),
                                (_, place) -> later(place, new Place(Entry.nanos(entry.time()), EVERY))));
            case PLACES -> places.putAll(decode(entry.text()).places);
        }
    }

    private static Place later(Place old, Place next) {
        if (old.nanos() != next.nanos()) {
            return old.nanos() > next.nanos() ? old : next;
        }
        var sum = (long) old.count() + next.count();
        return new Place(old.nanos(), (int) Math.min(sum, EVERY));
    }

    private void bound() {
        if (places.size() > MAX) {
            var oldest = places.entrySet().stream()
                    .min(Comparator.comparingLong(entry -> entry.getValue().nanos()))
                    .orElseThrow();
            places.remove(oldest.getKey());
        }
    }

    /// Tells what is new while a log is read from somewhere before its end.
    final class Reading {
        private final Map<Stream, Integer> ofThatTime = new HashMap<>();

        /// Whether the line was not taken before; then it is taken now.
        boolean isNew(Entry line) {
            var stream = new Stream(line.source(), line.kind());
            var place = places.get(stream);
            var nanos = Entry.nanos(line.time());
            if (place != null && nanos <= place.nanos()) {
                if (nanos < place.nanos() || ofThatTime.merge(stream, 1, Integer::sum) <= place.count()) {
                    return false;
                }
            } else {
                ofThatTime.put(stream, 1);
            }
            take(line);
            return true;
        }
    }
}
