package dev.skerry.docker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A container that runs once, to its end.
///
/// @param arguments what runs instead of the image's own command; empty keeps that
/// @param network by name; null for the engine's default
/// @param deadline for all of it
public record RunSpec(
        String name,
        String image,
        List<String> arguments,
        Map<String, String> environment,
        Labels labels,
        @Nullable String network,
        List<MountSpec> mounts,
        Resources resources,
        Duration deadline) {
    public RunSpec {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        mounts = List.copyOf(mounts);
    }

    public RunSpec withArguments(List<String> others) {
        return new RunSpec(name, image, others, environment, labels, network, mounts, resources, deadline);
    }

    /// The environment stays out: its values may be secret.
    @Override
    public String toString() {
        return "RunSpec[%s, %s]".formatted(name, image);
    }
}
