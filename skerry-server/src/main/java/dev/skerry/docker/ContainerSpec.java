package dev.skerry.docker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A container that stays.
///
/// @param arguments what runs instead of the image's own command; empty keeps that
/// @param user `name`, `uid` or `uid:gid`; null for the image's own
/// @param networks by name; the first carries the published ports; empty for the engine's bridge
/// @param ports published on every address of the machine
/// @param tmpfs absolute paths kept in memory
/// @param openFiles how many files it may have open; null for the engine's default
/// @param stopGracePeriod from SIGTERM to SIGKILL
public record ContainerSpec(
        String name,
        String image,
        List<String> arguments,
        @Nullable String user,
        Map<String, String> environment,
        Labels labels,
        List<String> networks,
        List<PortSpec> ports,
        List<MountSpec> mounts,
        List<String> tmpfs,
        @Nullable Integer openFiles,
        Resources resources,
        Restart restart,
        Duration stopGracePeriod) {
    public ContainerSpec {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        networks = List.copyOf(networks);
        ports = List.copyOf(ports);
        mounts = List.copyOf(mounts);
        tmpfs = List.copyOf(tmpfs);
    }

    /// What the engine does when it ends.
    public enum Restart {
        NEVER,
        /// When it ends with a failure, and after the engine itself was restarted.
        ON_FAILURE,
        ALWAYS
    }

    /// The environment stays out: its values may be secret.
    @Override
    public String toString() {
        return "ContainerSpec[%s, %s]".formatted(name, image);
    }
}
