package dev.skerry.api.applications;

import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.PortNumber;
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
public record CreateApplication(
        Name name,
        @Nullable EnvironmentRef environment,
        Source source,
        @Nullable Build build,
        @Nullable PortNumber port,
        @Nullable HealthCheck healthCheck,
        @Nullable Strategy strategy,
        @Nullable Canary canary,
        @Nullable Seconds watch) {
    /// One with every default.
    public static CreateApplication of(Name name, Source source) {
        return new CreateApplication(name, null, source, null, null, null, null, null, null);
    }

    /// The same with another health check.
    public CreateApplication checkedBy(HealthCheck check) {
        return new CreateApplication(name, environment, source, build, port, check, strategy, canary, watch);
    }

    /// The same, watched for another time.
    public CreateApplication watchedFor(Seconds time) {
        return new CreateApplication(name, environment, source, build, port, healthCheck, strategy, canary, time);
    }

    /// The same, built otherwise.
    public CreateApplication builtBy(Build other) {
        return new CreateApplication(name, environment, source, other, port, healthCheck, strategy, canary, watch);
    }

    /// The same, replaced by a canary.
    public CreateApplication replacedBy(Canary wanted) {
        return new CreateApplication(
                name, environment, source, build, port, healthCheck, Strategy.CANARY, wanted, watch);
    }
}
