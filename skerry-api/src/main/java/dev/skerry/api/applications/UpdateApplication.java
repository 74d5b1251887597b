package dev.skerry.api.applications;

import dev.skerry.api.Clearable;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.PortNumber;
import dev.skerry.api.values.ReleaseCount;
import dev.skerry.api.values.Seconds;
import org.jspecify.annotations.Nullable;

/// Changes an application, from its next release on; what is absent stays as it is, `null` goes back to
/// what holds when nothing is said.
///
/// @param name the new name; the generated host name stays
/// @param build given as a whole: it takes the place of all that was said before
/// @param strategy see `Strategy`
/// @param canary given as a whole: what it does not say is as by default
/// @param watch how long after a switch the release before stands by; 0 for not at all
/// @param keepReleases how many of its newest releases can be gone back to
/// @param drainTimeout how long a release that was replaced may finish what it has, WebSockets among it, until it is
///     ended all the same
public record UpdateApplication(
        ApplicationRef application,
        @Nullable Name name,
        @Nullable Source source,
        @Clearable @Nullable Build build,
        @Clearable @Nullable PortNumber port,
        @Clearable @Nullable HealthCheck healthCheck,
        @Clearable @Nullable Strategy strategy,
        @Clearable @Nullable Canary canary,
        @Clearable @Nullable Seconds watch,
        @Clearable @Nullable ReleaseCount keepReleases,
        @Clearable @Nullable Seconds drainTimeout) {}
