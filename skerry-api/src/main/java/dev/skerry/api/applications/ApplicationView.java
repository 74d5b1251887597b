package dev.skerry.api.applications;

import dev.skerry.api.values.PortNumber;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An application.
///
/// @param ref `project.environment.name`, which every command takes
/// @param urls where it answers, the generated one first
/// @param release the version of the release that serves
public record ApplicationView(
        UUID id,
        String name,
        String ref,
        String project,
        String environment,
        Source source,
        PortNumber port,
        HealthCheck healthCheck,
        ApplicationStatus status,
        @Nullable Integer release,
        List<String> urls,
        Instant createdAt) {
    public ApplicationView {
        urls = List.copyOf(urls);
    }
}
