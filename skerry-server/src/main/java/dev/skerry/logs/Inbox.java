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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where lines of many tasks wait a moment, so that they are stored in the order of their times and many at once.
/// While old lines come in, as after a restart, the moment is longer. Whoever brings more than there is room for waits.
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
    private Map<ApplicationLog, List<Entry>> waiting = new HashMap<>();
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
            waiting.computeIfAbsent(log, _ -> new ArrayList<>()).add(entry);
            lines++;
            letters += entry.text().length();
            hasOld |= entry.time().isBefore(clock.instant().minus(OLD));
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
                store();
            }
        } catch (CancelledException | InterruptedException e) {
            LOG.debug("No longer storing lines: {}", e.getMessage());
            store();
        }
    }

    /// Stores what is there now.
    void store() {
        Map<ApplicationLog, List<Entry>> batches;
        lock.lock();
        try {
            batches = waiting;
            waiting = new HashMap<>();
            lines = 0;
            letters = 0;
            hasOld = false;
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

    private static void store(ApplicationLog log, List<Entry> batch) {
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

    private boolean isFull() {
        return lines >= LINES || letters >= LETTERS;
    }
}
