package dev.skerry.db;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Begins, ends and repeats transactions.
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final int MOST = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final ScopedValue<Boolean> INSIDE = ScopedValue.newInstance();

    private Attempts() {}

    /// Runs the attempt until it succeeds, fails for good, or failed too often.
    ///
    /// @param onDisconnect drops what else the pool holds of a server that went away
    static <T extends @Nullable Object> T repeat(Supplier<T> attempt, Runnable onDisconnect) {
        if (INSIDE.isBound()) {
            throw new IllegalStateException("A transaction is open in this thread: pass it on instead");
        }
        for (var number = 1; ; number++) {
            try {
                return attempt.get();
            } catch (RuntimeException e) {
                if (SqlFailures.isDisconnect(e)) {
                    onDisconnect.run();
                }
                if (number == MOST || !isWorthRepeating(e)) {
                    throw SqlFailures.translate(e);
                }
                LOG.debug("Transaction failed (attempt {} of {}), running it again", number, MOST, e);
                pause(number);
            }
        }
    }

    /// Runs the work between begin and commit, or rolls back. A connection that breaks at the commit leaves the
    /// outcome unknown: such work is never repeated.
    static <T extends @Nullable Object> T write(Handle handle, Function<Handle, T> work) {
        var result = begin(handle, work);
        try {
            handle.commit();
        } catch (RuntimeException e) {
            if (SqlFailures.isDisconnect(e)) {
                throw new SkerryException(
                        ErrorCode.UNAVAILABLE,
                        "The database went away during a commit: look whether the change was stored before"
                                + " repeating it.",
                        e);
            }
            throw e;
        }
        return result;
    }

    /// The same in a read-only transaction, of which every part may be repeated.
    static <T extends @Nullable Object> T read(Handle handle, Function<Handle, T> work) {
        handle.setReadOnly(true);
        var result = begin(handle, work);
        handle.commit();
        return result;
    }

    private static <T extends @Nullable Object> T begin(Handle handle, Function<Handle, T> work) {
        handle.begin();
        try {
            return ScopedValue.where(INSIDE, true).call(() -> work.apply(handle));
        } catch (RuntimeException | Error e) {
            rollBack(handle, e);
            throw e;
        }
    }

    private static void rollBack(Handle handle, Throwable failure) {
        try {
            handle.rollback();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private static boolean isWorthRepeating(RuntimeException failure) {
        return !(failure instanceof SkerryException)
                && !SqlFailures.isExhausted(failure)
                && (SqlFailures.isConflict(failure) || SqlFailures.isDisconnect(failure));
    }

    /// Doubles each time, with chance so that two losers do not meet again.
    private static void pause(int number) {
        var longest = FIRST_PAUSE.toMillis() << number;
        Cancellation.never().sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, longest)));
    }
}
