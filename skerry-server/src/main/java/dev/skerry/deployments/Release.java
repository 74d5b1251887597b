package dev.skerry.deployments;

import dev.skerry.api.applications.HealthCheck;
import dev.skerry.api.applications.PublishedPort;
import dev.skerry.api.applications.Strategy;
import dev.skerry.api.applications.Volume;
import dev.skerry.docker.Resources;
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
/// @param files contents of mounted files by path
public record Release(
        UUID id,
        UUID application,
        int version,
        String image,
        @Nullable String commit,
        Specification specification,
        Map<String, Secret> environment,
        Map<String, Secret> files,
        Instant createdAt) {
    public Release {
        environment = Map.copyOf(environment);
        files = Map.copyOf(files);
    }

    /// Whether nothing would change for its users.
    boolean runsTheSameAs(Release other) {
        return image.equals(other.image)
                && specification.equals(other.specification)
                && environment.equals(other.environment)
                && files.equals(other.files);
    }

    /// How it runs, stored as JSON: a component that is added later must be nullable or have a default here.
    ///
    /// @param port where the web process listens
    /// @param processes by process type, `web` among them when it serves
    /// @param releasePhase arguments of what runs once before the new generation starts; empty for nothing
    public record Specification(
            int port,
            HealthCheck healthCheck,
            Map<String, ProcessSpecification> processes,
            List<String> releasePhase,
            List<Volume> volumes,
            List<PublishedPort> ports,
            Strategy strategy) {
        public Specification {
            processes = new TreeMap<>(processes);
            releasePhase = List.copyOf(releasePhase);
            volumes = List.copyOf(volumes);
            ports = List.copyOf(ports);
        }

        /// Whether somebody asks for it: without a web process it is not reached from outside.
        boolean serves() {
            return processes.containsKey(GenerationPlanner.WEB);
        }

        /// How many tasks of a process it wants; none of one it does not have.
        int replicas(String process) {
            var own = processes.get(process);
            return own == null ? 0 : own.replicas();
        }

        Specification with(Map<String, ProcessSpecification> others) {
            return new Specification(port, healthCheck, others, releasePhase, volumes, ports, strategy);
        }
    }

    /// @param arguments what runs instead of the image's own command; empty keeps that
    /// @param stopGrace seconds from SIGTERM to SIGKILL
    public record ProcessSpecification(List<String> arguments, int replicas, Resources resources, int stopGrace) {
        public ProcessSpecification {
            arguments = List.copyOf(arguments);
        }

        ProcessSpecification withReplicas(int number) {
            return new ProcessSpecification(arguments, number, resources, stopGrace);
        }
    }
}
