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
    private final AtomicReference<@Nullable End> end = new AtomicReference<>();
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final Set<Runnable> actions = ConcurrentHashMap.newKeySet();

    /// @param overdue whether it is no wish of somebody's: the work took longer than it may
    private record End(String reason, boolean overdue) {}

    /// For work nobody can cancel.
    public static Cancellation never() {
        return new Cancellation();
    }

    public void cancel(String why) {
        end(new End(why, false));
    }

    /// Cancels it because the time it may take is over.
    public void expire(Duration deadline) {
        end(new End("The deadline of %s was over.".formatted(inWords(deadline)), true));
    }

    /// Is cancelled with the other one, and for its reason, until the registration is closed.
    public Registration follow(Cancellation other) {
        return other.onCancel(() -> {
            var ended = other.end.get();
            if (ended != null) {
                end(ended);
            }
        });
    }

    public boolean isCancelled() {
        return end.get() != null;
    }

    /// Whether it was cancelled because its time was over.
    public boolean isOverdue() {
        var ended = end.get();
        return ended != null && ended.overdue();
    }

    /// @throws CancelledException with the reason, once cancelled
    public void check() {
        var ended = end.get();
        if (ended != null) {
            throw new CancelledException(ended.reason());
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

    private void end(End how) {
        if (end.compareAndSet(null, how)) {
            cancelled.countDown();
            actions.forEach(Runnable::run);
        }
    }

    private static String inWords(Duration time) {
        if (time.toMinutes() > 0 && time.equals(Duration.ofMinutes(time.toMinutes()))) {
            return "%d minutes".formatted(time.toMinutes());
        }
        return time.toSeconds() > 0 ? "%d s".formatted(time.toSeconds()) : "%d ms".formatted(time.toMillis());
    }

    /// Takes an action back.
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
