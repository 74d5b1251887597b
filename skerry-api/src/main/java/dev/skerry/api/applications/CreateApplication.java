package dev.skerry.api.applications;

import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.PortNumber;
import dev.skerry.api.values.ReleaseCount;
import dev.skerry.api.values.Seconds;
import org.jspecify.annotations.Nullable;

/// Makes an application; nothing runs before its first deployment.
///
/// @param environment `default.production` when absent
/// @param build decided by what is found, when absent
/// @param port the port the web process listens on; 8080 when absent, and the process finds it in PORT
/// @param healthCheck the port answers, when absent
/// @param strategy see `Strategy`; RECREATE with a writable volume or a published port, else OVERLAP, when absent
/// @param canary how a new release proves itself with the strategy CANARY
/// @param watch how long after a switch the release before stands by to take over again when the new one fails; 30 s
/// when
///     absent, 0 for not at all
/// @param keepReleases how many of its newest releases can be gone back to; as many as the server keeps, when absent
/// @param drainTimeout how long a release that was replaced may finish what it has, WebSockets among it, until it is
///     ended all the same; 300 s when absent
public record CreateApplication(
        Name name,
        @Nullable EnvironmentRef environment,
        Source source,
        @Nullable Build build,
        @Nullable PortNumber port,
        @Nullable HealthCheck healthCheck,
        @Nullable Strategy strategy,
        @Nullable Canary canary,
        @Nullable Seconds watch,
        @Nullable ReleaseCount keepReleases,
        @Nullable Seconds drainTimeout) {
    /// One with every default.
    public static CreateApplication of(Name name, Source source) {
        return new CreateApplication(name, null, source, null, null, null, null, null, null, null, null);
    }

    /// The same with another health check.
    public CreateApplication checkedBy(HealthCheck check) {
        return new CreateApplication(
                name, environment, source, build, port, check, strategy, canary, watch, keepReleases, drainTimeout);
    }

    /// The same, watched for another time.
    public CreateApplication watchedFor(Seconds time) {
        return new CreateApplication(
                name,
                environment,
                source,
                build,
                port,
                healthCheck,
                strategy,
                canary,
                time,
                keepReleases,
                drainTimeout);
    }

    /// The same, built otherwise.
    public CreateApplication builtBy(Build other) {
        return new CreateApplication(
                name,
                environment,
                source,
                other,
                port,
                healthCheck,
                strategy,
                canary,
                watch,
                keepReleases,
                drainTimeout);
    }

    /// The same, replaced by a canary.
    public CreateApplication replacedBy(Canary wanted) {
        return new CreateApplication(
                name,
                environment,
                source,
                build,
                port,
                healthCheck,
                Strategy.CANARY,
                wanted,
                watch,
                keepReleases,
                drainTimeout);
    }
}
