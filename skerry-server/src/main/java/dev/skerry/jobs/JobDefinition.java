package dev.skerry.jobs;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A kind with its handler and, for a recurring job, its schedule.
record JobDefinition<P>(
        JobKind<P> kind, JobHandler<P> handler, @Nullable Recurrence recurrence) {
    CompletionHandler<P> afterSuccess() {
        if (recurrence == null) {
            return (_, operations) -> Persistence.insist(operations::stop);
        }
        return (complete, operations) ->
                Persistence.insist(() -> operations.reschedule(complete, recurrence.next(complete.getTimeDone())));
    }

    /// When it runs again, or nothing: then it is given up.
    Optional<Instant> afterFailure(int attempt, Instant now) {
        if (recurrence != null) {
            return Optional.of(recurrence.next(now));
        }
        return attempt < kind.retries().attempts()
                ? Optional.of(now.plus(kind.retries().pauseAfter(attempt)))
                : Optional.empty();
    }
}
