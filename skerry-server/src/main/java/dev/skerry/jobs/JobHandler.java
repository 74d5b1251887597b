package dev.skerry.jobs;

import org.slf4j.LoggerFactory;

/// Does the work of one kind.
@FunctionalInterface
public interface JobHandler<P> {
    /// Returns when the job is done. Whatever it throws is a failed attempt, but for a cancellation asked for.
    void run(P payload, JobContext context);

    /// Called once after the last failed attempt, before the job is removed: where a feature notes the failure.
    default void giveUp(P payload, JobContext context, Throwable failure) {
        LoggerFactory.getLogger(JobHandler.class).debug("Job '{}' is given up", context.instanceId(), failure);
    }
}
