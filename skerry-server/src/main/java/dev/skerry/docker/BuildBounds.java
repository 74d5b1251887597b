package dev.skerry.docker;

import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Bounds the memory and processor time of BuildKit's steps, which ignores the options of the classic builder for that
/// (`--memory`, `--cpu-quota`), by control groups of this machine: see `StepPlace`. No build gets more than the
/// machine's
/// `BuildShare`, and where each has a group of its own, all together get no more. Builds by others on that engine share
/// what is not a build's own. Where groups are out of reach builds run without a bound, and say so.
final class BuildBounds {
    private static final String OWN = "skerry";
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private static final Logger LOG = LoggerFactory.getLogger(BuildBounds.class);

    private final StepPlace place;
    private final Resources share;
    private final Cgroups cgroups;
    private final List<Resources> sharing = new ArrayList<>();

    BuildBounds(StepPlace place, Resources share, Cgroups cgroups) {
        this.place = place;
        this.share = share;
        this.cgroups = cgroups;
    }

    /// What a build gets that wants these limits.
    Resources within(Resources wanted) {
        return BuildShare.within(share, wanted);
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

    Bound bound(Resources wanted) {
        var limits = within(wanted);
        try {
            return switch (place) {
                case StepPlace.OwnGroup() -> own(limits);
                case StepPlace.SharedGroup(var group) -> shared(group, limits);
                case StepPlace.StepGroups(var prefix) -> each(prefix, limits);
                case StepPlace.OutOfReach(var why) -> unbounded(why);
            };
        } catch (IOException e) {
            return unbounded(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
    }

    private static Bound unbounded(String why) {
        var warning = "This build runs without a memory and processor limit: %s.".formatted(why);
        return new Bound(Optional.empty(), Optional.of(warning), () -> {});
    }

    private Bound own(Resources limits) throws IOException {
        cgroups.limit(OWN, share.memoryLimit(), share.cpuLimit());
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

    private Bound shared(String group, Resources limits) throws IOException {
        synchronized (sharing) {
            sharing.add(limits);
            limitTogether(group);
        }
        return new Bound(Optional.empty(), Optional.empty(), () -> {
            synchronized (sharing) {
                sharing.remove(limits);
                limitTogether(group);
            }
        });
    }

    private void limitTogether(String group) throws IOException {
        var sum = new Resources(
                sum(sharing.stream().map(Resources::memoryLimit).toList()),
                null,
                sum(sharing.stream().map(Resources::cpuLimit).toList()),
                null);
        var limits = sharing.isEmpty() ? Resources.UNLIMITED : within(sum);
        cgroups.limit(group, limits.memoryLimit(), limits.cpuLimit());
    }

    /// Bounds each step as soon as its group is seen.
    private Bound each(String prefix, Resources limits) {
        var ended = new Cancellation();
        Thread.ofVirtual().name("build-steps").start(() -> {
            try {
                while (true) {
                    limitEach(prefix, limits);
                    ended.sleep(LOOK_EVERY);
                }
            } catch (CancelledException e) {
                LOG.debug("Steps are no longer looked for: {}", e.getMessage());
            }
        });
        return new Bound(Optional.empty(), Optional.empty(), () -> ended.cancel("the build has ended"));
    }

    private void limitEach(String prefix, Resources limits) {
        try {
            for (var group : cgroups.beginningWith(prefix)) {
                cgroups.limit(group, limits.memoryLimit(), limits.cpuLimit());
            }
        } catch (IOException e) {
            LOG.debug("A step ended while it was bounded: {}", e.getMessage());
        }
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
