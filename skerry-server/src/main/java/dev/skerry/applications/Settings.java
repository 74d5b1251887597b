package dev.skerry.applications;

import dev.skerry.api.applications.Build;
import dev.skerry.api.applications.Canary;
import dev.skerry.api.applications.CreateApplication;
import dev.skerry.api.applications.HealthCheck;
import dev.skerry.api.applications.ProcessSettings;
import dev.skerry.api.applications.PublishedPort;
import dev.skerry.api.applications.Strategy;
import dev.skerry.api.applications.UpdateApplication;
import dev.skerry.api.applications.Volume;
import dev.skerry.api.values.PortNumber;
import dev.skerry.api.values.ProcessName;
import dev.skerry.api.values.ReleaseCount;
import dev.skerry.api.values.Seconds;
import dev.skerry.operations.Cleared;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// How an application runs, stored as JSON: a component that is added later must be nullable or have a default here.
///
/// @param port where the web process listens, given to it as PORT
/// @param processes what was set of each process type
/// @param chosenStrategy null to let volumes and ports decide
/// @param chosenCanary null for every default
/// @param watch how long after a switch the release before stands by
/// @param chosenBuild null to decide by what is found
/// @param keepReleases how many can be gone back to; null for as many as the server keeps
/// @param chosenDrain how long a release that was replaced may finish what it has; null for the usual time
public record Settings(
        PortNumber port,
        HealthCheck healthCheck,
        Map<ProcessName, ProcessSettings> processes,
        List<Volume> volumes,
        List<PublishedPort> ports,
        @Nullable Strategy chosenStrategy,
        @Nullable Canary chosenCanary,
        Seconds watch,
        @Nullable Build chosenBuild,
        @Nullable ReleaseCount keepReleases,
        @Nullable Seconds chosenDrain) {
    private static final PortNumber PORT = new PortNumber(8080);
    private static final HealthCheck THE_PORT_ANSWERS = new HealthCheck.Tcp(HealthCheck.Timing.DEFAULT);
    private static final Seconds WATCH = new Seconds(30);

    /// What still has sessions after this time are tunnels, as no request may take so long.
    private static final Seconds DRAIN = new Seconds(300);

    public Settings {
        processes = Map.copyOf(processes);
        volumes = List.copyOf(volumes);
        ports = List.copyOf(ports);
    }

    /// What is asked for, and what holds where nothing is said.
    static Settings of(CreateApplication wanted) {
        return new Settings(
                Objects.requireNonNullElse(wanted.port(), PORT),
                Objects.requireNonNullElse(wanted.healthCheck(), THE_PORT_ANSWERS),
                Map.of(),
                List.of(),
                List.of(),
                wanted.strategy(),
                wanted.canary(),
                Objects.requireNonNullElse(wanted.watch(), WATCH),
                wanted.build(),
                wanted.keepReleases(),
                wanted.drainTimeout());
    }

    /// The same but for what is asked for, and what is taken back.
    Settings with(UpdateApplication wanted, Cleared cleared) {
        return new Settings(
                cleared.or("port", wanted.port(), port, PORT),
                cleared.or("healthCheck", wanted.healthCheck(), healthCheck, THE_PORT_ANSWERS),
                processes,
                volumes,
                ports,
                cleared.orNone("strategy", wanted.strategy(), chosenStrategy),
                cleared.orNone("canary", wanted.canary(), chosenCanary),
                cleared.or("watch", wanted.watch(), watch, WATCH),
                cleared.orNone("build", wanted.build(), chosenBuild),
                cleared.orNone("keepReleases", wanted.keepReleases(), keepReleases),
                cleared.orNone("drainTimeout", wanted.drainTimeout(), chosenDrain));
    }

    /// How a process type is to run.
    public ProcessSettings process(ProcessName name) {
        return processes.getOrDefault(name, ProcessSettings.DEFAULT);
    }

    /// How long a release that was replaced may finish what it has.
    public Seconds drain() {
        return chosenDrain == null ? DRAIN : chosenDrain;
    }

    /// How its source becomes an image.
    public Build build() {
        return chosenBuild == null ? Build.automatic() : chosenBuild;
    }

    /// How a new release proves itself, with a value in each place.
    public Canary canary() {
        return (chosenCanary == null ? Canary.DEFAULT : chosenCanary).complete();
    }

    /// What was chosen; else RECREATE where two generations would be in each other's way.
    public Strategy strategy() {
        if (chosenStrategy != null) {
            return chosenStrategy;
        }
        return ports.isEmpty() && volumes.stream().noneMatch(Volume::mayBeWritten)
                ? Strategy.OVERLAP
                : Strategy.RECREATE;
    }

    Settings with(ProcessName name, ProcessSettings process) {
        var all = new HashMap<>(processes);
        all.put(name, process);
        return new Settings(
                port,
                healthCheck,
                all,
                volumes,
                ports,
                chosenStrategy,
                chosenCanary,
                watch,
                chosenBuild,
                keepReleases,
                chosenDrain);
    }

    Settings with(Volume volume) {
        var all = others(volumes, other -> other.name().equals(volume.name()));
        all.add(volume);
        return withVolumes(all);
    }

    Settings withVolumes(List<Volume> all) {
        return new Settings(
                port,
                healthCheck,
                processes,
                all,
                ports,
                chosenStrategy,
                chosenCanary,
                watch,
                chosenBuild,
                keepReleases,
                chosenDrain);
    }

    Settings with(PublishedPort published) {
        var all = others(ports, other -> other.published().equals(published.published()));
        all.add(published);
        return withPorts(all);
    }

    Settings withPorts(List<PublishedPort> all) {
        return new Settings(
                port,
                healthCheck,
                processes,
                volumes,
                all,
                chosenStrategy,
                chosenCanary,
                watch,
                chosenBuild,
                keepReleases,
                chosenDrain);
    }

    private static <T> List<T> others(List<T> all, Predicate<T> same) {
        var rest = new ArrayList<>(all);
        rest.removeIf(same);
        return rest;
    }
}
