package dev.skerry.api.applications;

import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.PortNumber;
import org.jspecify.annotations.Nullable;

/// Makes an application; nothing runs before its first deployment.
///
/// @param environment `default.production` when absent
/// @param port the port the web process listens on; 8080 when absent, and the process finds it in PORT
/// @param healthCheck the port answers, when absent
public record CreateApplication(
        Name name,
        @Nullable EnvironmentRef environment,
        Source source,
        @Nullable PortNumber port,
        @Nullable HealthCheck healthCheck) {}
