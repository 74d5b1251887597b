package dev.skerry.jobs;

import dev.skerry.kernel.Cancellation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A job this node has taken and not given back.
final class RunningJob {
    private static final Logger LOG = LoggerFactory.getLogger(RunningJob.class);

    private final Cancellation cancellation = new Cancellation();
    private final AtomicReference<Ending> ending = new AtomicReference<>(Ending.OWN);

    /// What ends the attempt.
    enum Ending {
        OWN,
        CANCELLED,
        OVERDUE,
        STOPPED
    }

    Cancellation cancellation() {
        return cancellation;
    }

    Ending ending() {
        return ending.get();
    }

    /// The first to end it says why.
    void end(Ending how, String reason) {
        if (ending.compareAndSet(Ending.OWN, how)) {
            cancellation.cancel(reason);
        }
    }

    private void expire(Duration deadline) {
        if (ending.compareAndSet(Ending.OWN, Ending.OVERDUE)) {
            cancellation.expire(deadline);
        }
    }

    /// Ends the job when that time passes before the returned handle is closed.
    Deadline endAfter(Duration time) {
        var done = new CountDownLatch(1);
        Thread.ofVirtual().name("job-deadline").start(() -> {
            try {
                if (!done.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                    expire(time);
                }
            } catch (InterruptedException e) {
                LOG.debug("No longer watching a deadline", e);
            }
        });
        return done::countDown;
    }

    /// Closed when the work is over.
    interface Deadline extends AutoCloseable {
        @Override
        void close();
    }
}
