package dev.skerry.api.applications;

import dev.skerry.api.values.PortNumber;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An application.
///
/// @param ref `project.environment.name`, which every command takes
/// @param processes what was set of each process type; others run once without bounds
/// @param canary with the strategy CANARY only
/// @param watch how many seconds after a switch the release before stands by
/// @param keepReleases how many releases can be gone back to; as many as the server keeps, when absent
/// @param drainTimeout how many seconds a release that was replaced may finish what it has
/// @param urls where it answers, the generated one first
/// @param release the version of the release that serves
public record ApplicationView(
        UUID id,
        String name,
        String ref,
        String project,
        String environment,
        Source source,
        Build build,
        PortNumber port,
        HealthCheck healthCheck,
        Strategy strategy,
        @Nullable Canary canary,
        int watch,
        @Nullable Integer keepReleases,
        int drainTimeout,
        Map<String, ProcessSettings> processes,
        List<Volume> volumes,
        List<PublishedPort> ports,
        ApplicationStatus status,
        @Nullable Integer release,
        List<String> urls,
        Instant createdAt) {
    public ApplicationView {
        processes = Map.copyOf(processes);
        volumes = List.copyOf(volumes);
        ports = List.copyOf(ports);
        urls = List.copyOf(urls);
    }
}
