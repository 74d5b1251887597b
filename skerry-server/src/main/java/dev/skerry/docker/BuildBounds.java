package dev.skerry.docker;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Bounds the memory and processor time of BuildKit's steps, which ignores the options of the classic builder for
/// that (`--memory`, `--cpu-quota`). What works, as measured:
///
/// - From engine 23 on (seen on 28.5) BuildKit runs steps below the group that `--cgroup-parent` names. Each build
///   gets a group of its own under `skerry`, with its limits.
/// - Engine 20.10 ignores that too and runs all steps of all builds in `docker/buildkit`. While Skerry builds, that
///   group has the sum of the limits of Skerry's builds; builds by others on that engine share it.
///
/// Both need an engine on this machine with the driver `cgroupfs`, and root. Where that is not given, builds run
/// without
/// a bound, and say so.
final class BuildBounds {
    private static final ApiVersion HONOURS_PARENT = new ApiVersion(1, 42);
    private static final String OWN = "skerry";
    private static final String SHARED = "docker/buildkit";

    private final Docker docker;
    private final Cgroups cgroups;
    private final List<Resources> sharing = new ArrayList<>();

    BuildBounds(Docker docker, Cgroups cgroups) {
        this.docker = docker;
        this.cgroups = cgroups;
    }

    /// The bound of one build, until it is closed.
    ///
    /// @param parent what the build has to name as its parent
    /// @param warning why there is no bound although one was asked for
    record Bound(Optional<String> parent, Optional<String> warning, Release release) implements AutoCloseable {
        static final Bound NONE = new Bound(Optional.empty(), Optional.empty(), () -> {});

        @Override
        public void close() throws IOException {
            release.run();
        }
    }

    /// Takes a bound back.
    interface Release {
        void run() throws IOException;
    }

    Bound bound(Resources limits) {
        if (limits.memoryLimit() == null && limits.cpuLimit() == null) {
            return Bound.NONE;
        }
        var engine = docker.engine();
        if (!docker.host().startsWith("unix://")
                || !engine.cgroupDriver().equals("cgroupfs")
                || !cgroups.isWritable()) {
            return unbounded("Skerry cannot write the control groups of the engine (driver %s)"
                    .formatted(engine.cgroupDriver()));
        }
        try {
            return docker.version().compareTo(HONOURS_PARENT) < 0 ? shared(limits) : own(limits);
        } catch (IOException e) {
            return unbounded(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }

    private static Bound unbounded(String why) {
        var warning = "This build runs without a memory and processor limit: %s.".formatted(why);
        return new Bound(Optional.empty(), Optional.of(warning), () -> {});
    }

    private Bound own(Resources limits) throws IOException {
        var group = OWN + "/build-" + UUID.randomUUID();
        cgroups.limit(group, limits.memoryLimit(), limits.cpuLimit());
        return new Bound(Optional.of("/" + group), Optional.empty(), () -> remove(group));
    }

    private void remove(String group) throws IOException {
        try {
            cgroups.remove(group);
        } catch (FileSystemException e) {
            // Something of the build still ends: bounds of an empty group cost nothing.
            cgroups.limit(group, null, null);
        }
    }

    private Bound shared(Resources limits) throws IOException {
        synchronized (sharing) {
            sharing.add(limits);
            limitTheSharedGroup();
        }
        return new Bound(Optional.empty(), Optional.empty(), () -> unshare(limits));
    }

    private void unshare(Resources limits) throws IOException {
        synchronized (sharing) {
            sharing.remove(limits);
            limitTheSharedGroup();
        }
    }

    private void limitTheSharedGroup() throws IOException {
        cgroups.limit(
                SHARED,
                sum(sharing.stream().map(Resources::memoryLimit).toList()),
                sum(sharing.stream().map(Resources::cpuLimit).toList()));
    }

    /// Of nothing, and of what holds something unbounded, there is no bound.
    static @Nullable Long sum(List<? extends @Nullable Long> limits) {
        var result = 0L;
        for (var limit : limits) {
            if (limit == null) {
                return null;
            }
            result += limit;
        }
        return limits.isEmpty() ? null : result;
    }
}
