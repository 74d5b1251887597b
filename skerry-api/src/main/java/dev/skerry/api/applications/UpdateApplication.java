package dev.skerry.api.applications;

import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.PortNumber;
import dev.skerry.api.values.Seconds;
import org.jspecify.annotations.Nullable;

/// Changes an application, from its next release on; what is absent stays as it is.
///
/// @param name the new name; the generated host name stays
/// @param build given as a whole: it takes the place of all that was said before
/// @param strategy see `Strategy`
/// @param canary given as a whole: what it does not say is as by default
/// @param watch how long after a switch the release before stands by; 0 for not at all
public record UpdateApplication(
        ApplicationRef application,
        @Nullable Name name,
        @Nullable Source source,
        @Nullable Build build,
        @Nullable PortNumber port,
        @Nullable HealthCheck healthCheck,
        @Nullable Strategy strategy,
        @Nullable Canary canary,
        @Nullable Seconds watch) {}
