package dev.skerry.docker;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A container as the engine reports it.
///
/// @param image the id of the image it was made from
/// @param exitCode of its end; null while it runs and before it was started
/// @param outOfMemory whether the kernel killed a process of it at its memory limit
/// @param restarts how often the engine has started it again
/// @param startedAt null when it never was
/// @param addresses network name to its own address there
public record ContainerState(
        String id,
        String name,
        Labels labels,
        String image,
        boolean running,
        @Nullable Integer exitCode,
        boolean outOfMemory,
        int restarts,
        @Nullable Instant startedAt,
        Map<String, String> addresses) {
    public ContainerState {
        addresses = Map.copyOf(addresses);
    }
}
