package dev.skerry.deployments;

import dev.skerry.api.deployments.DeploymentStatus;

/// One step of a deployment. It may be run again after a crash at any point inside it, so it looks before it acts.
interface Step {
    /// In the journal and the log.
    String name();

    /// The status of the deployment while this step runs.
    DeploymentStatus status();

    /// Whether this deployment has such a step at all; one that is not due leaves no trace.
    default boolean isDue(Attempt attempt) {
        return true;
    }

    /// @throws dev.skerry.kernel.SkerryException with the reason when the deployment cannot succeed
    Result run(Attempt attempt);

    /// How a step ended well.
    sealed interface Result {
        /// On with the next step.
        ///
        /// @param detail what was achieved, for the journal
        record Done(String detail) implements Result {}

        /// The deployment has succeeded without the steps that are left.
        record NothingToDo(String reason) implements Result {}
    }
}
