package dev.skerry.applications;

import dev.skerry.api.applications.HealthCheck;
import dev.skerry.api.values.PortNumber;
import org.jspecify.annotations.Nullable;

/// How an application runs, stored as JSON: a component that is added later must be nullable or have a default here.
///
/// @param port where the web process listens, given to it as PORT
public record Settings(PortNumber port, HealthCheck healthCheck) {
    private static final PortNumber PORT = new PortNumber(8080);
    private static final HealthCheck THE_PORT_ANSWERS = new HealthCheck.Tcp(HealthCheck.Timing.DEFAULT);

    static Settings of(@Nullable PortNumber port, @Nullable HealthCheck healthCheck) {
        return new Settings(port == null ? PORT : port, healthCheck == null ? THE_PORT_ANSWERS : healthCheck);
    }
}
