package dev.skerry.deployments;

import dev.skerry.api.values.DeploymentId;
import dev.skerry.kernel.OrganizationId;
import java.util.Locale;
import java.util.UUID;

/// The running form of a release: its services, all started together and replaced together.
///
/// @param number of the deployment that started it
public record Generation(
        UUID application, int number, OrganizationId organization, UUID release, DeploymentId deployment, State state) {
    /// Its life. Only STARTING, LIVE and RETIRING have services.
    public enum State {
        STARTING,
        LIVE,
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
