package dev.skerry.sources;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import java.time.Duration;

/// The two reasons to stop: somebody said so, or it takes too long. Asked for every few kilobytes.
final class Pace {
    private final Duration deadline;
    private final Cancellation cancellation;
    private final long end;

    Pace(Duration deadline, Cancellation cancellation) {
        this.deadline = deadline;
        this.cancellation = cancellation;
        this.end = System.nanoTime() + deadline.toNanos();
    }

    Cancellation cancellation() {
        return cancellation;
    }

    void check() {
        cancellation.check();
        if (System.nanoTime() - end > 0) {
            throw new SkerryException(
                    ErrorCode.DEADLINE_EXCEEDED,
                    "The archive was not unpacked within %d s and was dropped.".formatted(deadline.toSeconds()));
        }
    }
}
