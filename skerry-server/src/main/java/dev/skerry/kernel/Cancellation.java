package dev.skerry.kernel;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Tells long work to stop. The work asks at every step (`check`), waits through it (`sleep`), and hangs what must be
/// torn down at once (a process, a socket) on it by `onCancel`. Cancelling twice keeps the first reason.
public final class Cancellation {
    private final AtomicReference<@Nullable String> reason = new AtomicReference<>();
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final Set<Runnable> actions = ConcurrentHashMap.newKeySet();

    /// For work nobody can cancel.
    public static Cancellation never() {
        return new Cancellation();
    }

    public void cancel(String why) {
        if (reason.compareAndSet(null, why)) {
            cancelled.countDown();
            actions.forEach(Runnable::run);
        }
    }

    public boolean isCancelled() {
        return reason.get() != null;
    }

    /// @throws CancelledException with the reason, once cancelled
    public void check() {
        var why = reason.get();
        if (why != null) {
            throw new CancelledException(why);
        }
    }

    /// Waits that long, or throws as soon as it is cancelled.
    public void sleep(Duration time) {
        try {
            if (cancelled.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted");
        }
    }

    /// Runs the action when cancelled (at once if it already is), until the registration is closed.
    public Registration onCancel(Runnable action) {
        actions.add(action);
        if (isCancelled()) {
            action.run();
        }
        return () -> actions.remove(action);
    }

    /// Takes an action back.
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
