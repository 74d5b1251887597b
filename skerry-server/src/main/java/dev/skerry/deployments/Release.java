package dev.skerry.deployments;

import dev.skerry.api.applications.HealthCheck;
import dev.skerry.kernel.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was, is or can again be live: image and whole configuration. Never changes.
///
/// @param image pinned: an image id or a reference by digest
/// @param environment resolved, as the processes get it
public record Release(
        UUID id,
        UUID application,
        int version,
        String image,
        @Nullable String commit,
        Specification specification,
        Map<String, Secret> environment,
        Instant createdAt) {
    public Release {
        environment = Map.copyOf(environment);
    }

    /// Whether nothing would change for its users.
    boolean runsTheSameAs(Release other) {
        return image.equals(other.image)
                && specification.equals(other.specification)
                && environment.equals(other.environment);
    }

    /// How it runs, stored as JSON: a component that is added later must be nullable or have a default here.
    ///
    /// @param port where the web process listens
    /// @param processes by process type, `web` among them when it serves
    /// @param releasePhase arguments of what runs once before the new generation starts; empty for nothing
    public record Specification(
            int port, HealthCheck healthCheck, Map<String, ProcessSpecification> processes, List<String> releasePhase) {
        public Specification {
            processes = new TreeMap<>(processes);
            releasePhase = List.copyOf(releasePhase);
        }
    }

    /// @param arguments what runs instead of the image's own command; empty keeps that
    public record ProcessSpecification(List<String> arguments, int replicas) {
        public ProcessSpecification {
            arguments = List.copyOf(arguments);
        }
    }
}
