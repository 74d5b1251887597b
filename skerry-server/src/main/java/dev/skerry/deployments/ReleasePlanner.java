package dev.skerry.deployments;

import dev.skerry.api.applications.ProcessSettings;
import dev.skerry.api.values.CpuCount;
import dev.skerry.api.values.MemorySize;
import dev.skerry.api.values.ProcessName;
import dev.skerry.api.values.Replicas;
import dev.skerry.api.values.Seconds;
import dev.skerry.applications.Application;
import dev.skerry.applications.Settings;
import dev.skerry.builds.ProcessTypes;
import dev.skerry.deployments.Release.ProcessSpecification;
import dev.skerry.docker.Resources;
import dev.skerry.kernel.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Decides what a release consists of: code and configuration. Pure.
final class ReleasePlanner {
    private static final Replicas ONE = new Replicas(1);
    private static final Seconds STOP_GRACE = new Seconds(30);

    private ReleasePlanner() {}

    /// A release that is being made.
    ///
    /// @param base the release whose processes it takes, when nothing was built
    record Draft(
            UUID id,
            int version,
            Application application,
            @Nullable Release base,
            Instant now) {}

    /// What was built or is there.
    ///
    /// @param processes null to take those of the base
    record Code(
            String image, @Nullable String commit, @Nullable ProcessTypes processes) {}

    static Release release(Draft draft, Code code, Map<String, Secret> environment, Map<String, Secret> files) {
        return new Release(
                draft.id(),
                draft.application().id(),
                draft.version(),
                code.image(),
                code.commit(),
                specification(draft.application().settings(), processes(draft, code)),
                environment,
                files,
                draft.now());
    }

    /// The base in other numbers, and nothing else of what was set since.
    static Release scaled(Draft draft, Release base) {
        var processes = new TreeMap<String, ProcessSpecification>();
        base.specification()
                .processes()
                .forEach((name, process) -> processes.put(
                        name, process.withReplicas(replicas(draft.application().settings(), name))));
        return new Release(
                draft.id(),
                base.application(),
                draft.version(),
                base.image(),
                base.commit(),
                base.specification().with(processes),
                base.environment(),
                base.files(),
                draft.now());
    }

    private static ProcessTypes processes(Draft draft, Code code) {
        if (code.processes() != null) {
            return code.processes();
        }
        var base = Objects.requireNonNull(draft.base()).specification();
        var running = new TreeMap<String, List<String>>();
        base.processes().forEach((name, process) -> running.put(name, process.arguments()));
        return new ProcessTypes(running, base.releasePhase());
    }

    private static Release.Specification specification(Settings settings, ProcessTypes types) {
        var processes = new TreeMap<String, ProcessSpecification>();
        types.running().forEach((name, arguments) -> {
            var own = settings.process(new ProcessName(name));
            var grace = Objects.requireNonNullElse(own.stopGrace(), STOP_GRACE).value();
            processes.put(name, new ProcessSpecification(arguments, replicas(settings, name), resources(own), grace));
        });
        return new Release.Specification(
                settings.port().value(),
                settings.healthCheck(),
                processes,
                types.releasePhase(),
                settings.volumes(),
                settings.ports(),
                settings.strategy());
    }

    private static int replicas(Settings settings, String process) {
        var wanted = settings.process(new ProcessName(process)).replicas();
        return Objects.requireNonNullElse(wanted, ONE).value();
    }

    static Resources resources(ProcessSettings settings) {
        return new Resources(
                bytes(settings.memoryLimit()),
                bytes(settings.memoryReservation()),
                thousandths(settings.cpuLimit()),
                thousandths(settings.cpuReservation()));
    }

    private static @Nullable Long bytes(@Nullable MemorySize size) {
        return size == null ? null : size.bytes();
    }

    private static @Nullable Long thousandths(@Nullable CpuCount count) {
        return count == null ? null : count.thousandths();
    }
}
