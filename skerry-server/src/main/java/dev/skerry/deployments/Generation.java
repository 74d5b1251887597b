package dev.skerry.deployments;

import dev.skerry.api.values.DeploymentId;
import dev.skerry.kernel.OrganizationId;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/// The running form of a release: its services, all started together and replaced together.
///
/// @param number of the deployment that started it
/// @param environment in whose network it runs, wherever its application has moved since
/// @param paused whether its services have no tasks, so that another generation can have what exists only once
/// @param changedAt when it came into its state
record Generation(
        UUID application,
        int number,
        OrganizationId organization,
        UUID release,
        DeploymentId deployment,
        UUID environment,
        State state,
        boolean paused,
        Instant changedAt) {
    /// Its life. It has services until it is GONE.
    enum State {
        STARTING,
        LIVE,
        /// It was live until a moment ago, and takes over again when its successor fails.
        STANDBY,
        RETIRING,
        GONE;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
