package dev.skerry.docker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Does something once when the time is over, unless closed before.
final class DeadlineWatch implements AutoCloseable {
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean fired;

    DeadlineWatch(Duration time, Runnable action) {
        Thread.ofVirtual().name("docker deadline").start(() -> watch(time, action));
    }

    boolean hasFired() {
        return fired;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void watch(Duration time, Runnable action) {
        try {
            if (!closed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                fired = true;
                action.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
