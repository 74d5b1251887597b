package dev.skerry.deployments;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Sees to it that one thread at a time decides where an application's requests go: the engine when it switches, the
/// reconciler when it follows what runs.
final class ApplicationLocks {
    private final Map<UUID, ReentrantLock> locks = new ConcurrentHashMap<>();

    void whileLocked(UUID application, Runnable work) {
        whileLocked(application, () -> {
            work.run();
            return true;
        });
    }

    <T> T whileLocked(UUID application, Supplier<T> work) {
        var lock = lock(application);
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /// Does the work unless somebody else is at it: then there will be another time.
    void ifFree(UUID application, Runnable work) {
        var lock = lock(application);
        if (lock.tryLock()) {
            try {
                work.run();
            } finally {
                lock.unlock();
            }
        }
    }

    private ReentrantLock lock(UUID application) {
        return locks.computeIfAbsent(application, _ -> new ReentrantLock());
    }
}
