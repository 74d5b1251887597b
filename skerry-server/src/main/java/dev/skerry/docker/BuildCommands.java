package dev.skerry.docker;

import dev.skerry.process.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Spells the docker command line of a build. Pure.
final class BuildCommands {
    private static final Pattern VERSION = Pattern.compile("(?<![\\d.])(\\d{1,4})\\.(\\d{1,4})(?!\\d)");
    private static final long CPU_PERIOD = 100_000;

    private BuildCommands() {}

    /// Which builder the docker command has.
    enum Kind {
        /// `docker buildx build` from 0.13 on: BuildKit, with progress as JSON.
        BUILDX_JSON,
        /// An older buildx.
        BUILDX,
        /// The client's own BuildKit, up to version 22.
        BUILDKIT,
        /// No BuildKit: no secrets, no cache mounts.
        CLASSIC
    }

    /// The files and folders of one build.
    ///
    /// @param imageId where the builder writes the id of what it made
    /// @param secrets the file of each secret, by its id
    /// @param cgroupParent the group that bounds the steps
    record Surroundings(Path imageId, Map<String, Path> secrets, Optional<String> cgroupParent) {
        Surroundings {
            secrets = new TreeMap<>(secrets);
        }
    }

    static Command buildxVersion(Command docker) {
        return docker.with("buildx", "version");
    }

    static Command clientVersion(Command docker) {
        return docker.with("--version");
    }

    /// @param buildx what `docker buildx version` said; empty when there is none
    /// @param client what `docker --version` said
    static Kind kind(Optional<String> buildx, String client) {
        if (buildx.isPresent()) {
            return isAtLeast(buildx.get(), 0, 13) ? Kind.BUILDX_JSON : Kind.BUILDX;
        }
        return isAtLeast(client, 23, 0) ? Kind.CLASSIC : Kind.BUILDKIT;
    }

    static Command build(Command docker, Kind kind, BuildSpec spec, Surroundings surroundings) {
        var arguments = new ArrayList<>(start(kind));
        arguments.addAll(List.of("--file", spec.dockerfile().toString()));
        arguments.addAll(List.of("--iidfile", surroundings.imageId().toString()));
        arguments.addAll(List.of("--tag", spec.tag()));
        spec.target().ifPresent(target -> arguments.addAll(List.of("--target", target)));
        spec.arguments().forEach((name, value) -> arguments.addAll(List.of("--build-arg", name + "=" + value)));
        new TreeMap<>(spec.labels().values())
                .forEach((name, value) -> arguments.addAll(List.of("--label", name + "=" + value)));
        surroundings
                .secrets()
                .forEach((id, file) -> arguments.addAll(List.of("--secret", "id=" + id + ",src=" + file)));
        if (!spec.cache()) {
            arguments.add("--no-cache");
        }
        arguments.addAll(network(kind, spec.network()));
        surroundings.cgroupParent().ifPresent(parent -> arguments.addAll(List.of("--cgroup-parent", parent)));
        if (kind == Kind.CLASSIC) {
            arguments.addAll(limits(spec.limits()));
        }
        arguments.add("--");
        arguments.add(spec.context().toString());
        return docker.with(arguments).environment("DOCKER_BUILDKIT", kind == Kind.CLASSIC ? "0" : "1");
    }

    /// The default builder is the engine itself, whatever builder the user of the machine has chosen.
    private static List<String> start(Kind kind) {
        return switch (kind) {
            case BUILDX_JSON -> buildx("rawjson");
            case BUILDX -> buildx("plain");
            case BUILDKIT -> List.of("build", "--progress", "plain");
            case CLASSIC -> List.of("build", "--force-rm");
        };
    }

    private static List<String> buildx(String progress) {
        return List.of(
                "buildx", "build", "--builder", "default", "--load", "--provenance", "false", "--progress", progress);
    }

    private static List<String> network(Kind kind, BuildSpec.Network network) {
        var name = network.name().toLowerCase(Locale.ROOT);
        return switch (network) {
            case BRIDGE -> List.of();
            case NONE -> List.of("--network", name);
            case HOST ->
                switch (kind) {
                    case BUILDX_JSON, BUILDX -> List.of("--network", name, "--allow", "network.host");
                    case BUILDKIT, CLASSIC -> List.of("--network", name);
                };
        };
    }

    private static List<String> limits(Resources limits) {
        var arguments = new ArrayList<String>();
        var memory = limits.memoryLimit();
        if (memory != null) {
            arguments.addAll(List.of("--memory", memory.toString(), "--memory-swap", memory.toString()));
        }
        var cpu = limits.cpuLimit();
        if (cpu != null) {
            arguments.addAll(List.of("--cpu-period", Long.toString(CPU_PERIOD)));
            arguments.addAll(List.of("--cpu-quota", Long.toString(cpu * CPU_PERIOD / 1000)));
        }
        return arguments;
    }

    private static boolean isAtLeast(String text, int major, int minor) {
        var version = VERSION.matcher(text);
        if (!version.find()) {
            return false;
        }
        var found = Integer.parseInt(version.group(1));
        return found > major || (found == major && Integer.parseInt(version.group(2)) >= minor);
    }
}
