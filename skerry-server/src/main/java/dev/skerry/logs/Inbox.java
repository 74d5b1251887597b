package dev.skerry.logs;

import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where lines of many tasks wait a moment, so that they are stored in the order of their times and many at once: each
/// for at least a moment, so that what another task wrote before can still arrive before it. While old lines come in,
/// as
/// after a restart, the moment is longer. What comes later than that is stored where it comes. Whoever brings more than
/// there is room for waits.
final class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final Duration MOMENT = Duration.ofMillis(250);
    private static final Duration OLD = Duration.ofSeconds(5);
    private static final int MOMENTS = 8;
    private static final int LINES = 30_000;
    private static final int LETTERS = 8 << 20;

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition emptied = lock.newCondition();
    private Map<ApplicationLog, Waiting> waiting = new HashMap<>();
    private boolean isAwaited;
    private int lines;
    private int letters;
    private boolean hasOld;
    private long stored;
    private long taken;

    Inbox(InstantSource clock) {
        this.clock = clock;
    }

    void put(ApplicationLog log, Entry entry) throws InterruptedException {
        lock.lock();
        try {
            while (isFull()) {
                emptied.await();
            }
            waiting.computeIfAbsent(log, _ -> new Waiting()).add(entry);
            count(entry);
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Returns when everything that was put before is stored.
    void awaitStored() throws InterruptedException {
        lock.lock();
        try {
            var mine = lines == 0 ? taken : taken + 1;
            isAwaited = lines > 0;
            while (stored < mine) {
                emptied.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Stores what comes until it is cancelled, and then what is left.
    void run(Cancellation stopping) {
        try {
            while (true) {
                awaitSome();
                collect(stopping);
                storeRipe();
            }
        } catch (CancelledException | InterruptedException e) {
            LOG.debug("No longer storing lines: {}", e.getMessage());
            store();
        }
    }

    /// Stores what is there now.
    void store() {
        store(Waiting::takeAll);
    }

    /// Stores what has waited for its moment; all of it where somebody waits for that, or for room.
    private void storeRipe() {
        store(isUrgent() ? Waiting::takeAll : Waiting::takeRipe);
    }

    private void store(Function<Waiting, List<Entry>> choice) {
        Map<ApplicationLog, List<Entry>> batches = new HashMap<>();
        lock.lock();
        try {
            waiting.forEach((log, lines) -> batches.put(log, choice.apply(lines)));
            waiting.values().removeIf(lines -> lines.entries.isEmpty());
            lines = 0;
            letters = 0;
            hasOld = false;
            waiting.values().forEach(left -> left.entries.forEach(this::count));
            isAwaited &= lines > 0;
            taken++;
            emptied.signalAll();
        } finally {
            lock.unlock();
        }
        batches.forEach(Inbox::store);
        lock.lock();
        try {
            stored++;
            emptied.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void count(Entry entry) {
        lines++;
        letters += entry.text().length();
        hasOld |= entry.time().isBefore(clock.instant().minus(OLD));
    }

    private static void store(ApplicationLog log, List<Entry> batch) {
        if (batch.isEmpty()) {
            return;
        }
        batch.sort(Comparator.comparing(Entry::time));
        try {
            log.append(batch);
        } catch (IOException e) {
            LOG.warn("{} lines that applications wrote are lost: {}", batch.size(), e.toString());
        }
    }

    private void awaitSome() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (lines == 0) {
                filled.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void collect(Cancellation stopping) {
        for (var moment = 0; moment < MOMENTS; moment++) {
            var before = count();
            stopping.sleep(MOMENT);
            if (!wantsMore(before)) {
                return;
            }
        }
    }

    private int count() {
        lock.lock();
        try {
            return lines;
        } finally {
            lock.unlock();
        }
    }

    private boolean wantsMore(int before) {
        lock.lock();
        try {
            return hasOld && lines > before && !isFull();
        } finally {
            lock.unlock();
        }
    }

    private boolean isUrgent() {
        lock.lock();
        try {
            return isAwaited || isFull();
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull() {
        return lines >= LINES || letters >= LETTERS;
    }

    /// Lines of one log, as they came.
    private static final class Waiting {
        private List<Entry> entries = new ArrayList<>();
        private int ripe;

        void add(Entry entry) {
            entries.add(entry);
        }

        List<Entry> takeAll() {
            var taken = entries;
            entries = new ArrayList<>();
            ripe = 0;
            return taken;
        }

        /// Those that were here the last time this was asked, and newer ones that were written before them.
        List<Entry> takeRipe() {
            var latest = entries.stream().limit(ripe).map(Entry::time).max(Comparator.naturalOrder());
            var taken = new ArrayList<>(entries.subList(0, ripe));
            var left = new ArrayList<Entry>();
            for (var entry : entries.subList(ripe, entries.size())) {
                (latest.isPresent() && !entry.time().isAfter(latest.get()) ? taken : left).add(entry);
            }
            entries = left;
            ripe = left.size();
            return taken;
        }
    }
}
