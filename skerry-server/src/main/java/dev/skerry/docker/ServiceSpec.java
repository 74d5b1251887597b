package dev.skerry.docker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One process type of one generation, as a Swarm service with `dnsrr` endpoints.
///
/// @param name unique in the Swarm, at most 63 characters
/// @param image reference or image id, already pinned by digest; never resolved against a registry by Swarm
/// @param arguments what runs instead of the image's own command; empty keeps that
/// @param environment values are secrets as far as logs are concerned
/// @param aliases the names under which other services of the network reach the tasks
/// @param stopGracePeriod from SIGTERM to SIGKILL
public record ServiceSpec(
        String name,
        String image,
        List<String> arguments,
        Map<String, String> environment,
        Labels labels,
        int replicas,
        String network,
        List<String> aliases,
        Resources resources,
        List<MountSpec> mounts,
        List<PortSpec> ports,
        @Nullable HealthCommand healthCommand,
        Duration stopGracePeriod) {
    public ServiceSpec {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        aliases = List.copyOf(aliases);
        mounts = List.copyOf(mounts);
        ports = List.copyOf(ports);
    }

    /// Whether an old and a new task of it may run at the same time for a moment.
    boolean mayOverlap() {
        return ports.isEmpty() && mounts.stream().noneMatch(ServiceSpec::isWritten);
    }

    private static boolean isWritten(MountSpec mount) {
        return switch (mount) {
            case MountSpec.Volume volume -> !volume.readOnly();
            case MountSpec.HostPath path -> !path.readOnly();
            case MountSpec.FileContent _ -> false;
        };
    }

    /// The environment stays out: its values may be secret.
    @Override
    public String toString() {
        return "ServiceSpec[%s, %s, %d replicas]".formatted(name, image, replicas);
    }
}
