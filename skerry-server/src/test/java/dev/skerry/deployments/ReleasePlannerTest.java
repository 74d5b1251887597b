package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.applications.ProcessSettings;
import dev.skerry.api.applications.PublishedPort;
import dev.skerry.api.applications.Strategy;
import dev.skerry.api.applications.Volume;
import dev.skerry.api.values.ContainerPath;
import dev.skerry.api.values.CpuCount;
import dev.skerry.api.values.MemorySize;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.PortNumber;
import dev.skerry.api.values.ProcessName;
import dev.skerry.api.values.Replicas;
import dev.skerry.api.values.Seconds;
import dev.skerry.applications.Settings;
import dev.skerry.builds.ProcessTypes;
import dev.skerry.deployments.Release.ProcessSpecification;
import dev.skerry.docker.Resources;
import dev.skerry.kernel.Secret;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReleasePlannerTest {
    private static final ProcessTypes TYPES = new ProcessTypes(
            Map.of("web", List.of(), "worker", List.of("node", "worker.js")), List.of("node", "migrate.js"));

    @Test
    void runsEachProcessOnceWithoutBoundsUnlessSomethingElseIsSet() {
        assertThat(release(Samples.SETTINGS).specification().processes())
                .isEqualTo(Map.of(
                        "web", new ProcessSpecification(List.of(), 1, Resources.UNLIMITED, 30),
                        "worker", new ProcessSpecification(List.of("node", "worker.js"), 1, Resources.UNLIMITED, 30)));
    }

    @Test
    void takesNumbersAndBoundsFromTheSettings() {
        var worker = new ProcessSettings(
                new Replicas(3),
                new MemorySize("256m"),
                null,
                new CpuCount("0.5"),
                new CpuCount("0.25"),
                new Seconds(5));

        assertThat(release(settings(Map.of(new ProcessName("worker"), worker), List.of(), List.of(), null))
                        .specification()
                        .processes()
                        .get("worker"))
                .isEqualTo(new ProcessSpecification(
                        List.of("node", "worker.js"), 3, new Resources(256L << 20, null, 500L, 250L), 5));
    }

    @Test
    void replacesRatherThanOverlapsWhatCanExistOnlyOnce() {
        var written = new Volume(new Name("data"), new ContainerPath("/data"), null);
        var read = new Volume(new Name("data"), new ContainerPath("/data"), true);
        var port = new PublishedPort(new PortNumber(2222), new PortNumber(22), null, null);

        assertThat(strategy(settings(Map.of(), List.of(written), List.of(), null)))
                .isEqualTo(Strategy.RECREATE);
        assertThat(strategy(settings(Map.of(), List.of(read), List.of(), null))).isEqualTo(Strategy.OVERLAP);
        assertThat(strategy(settings(Map.of(), List.of(), List.of(port), null))).isEqualTo(Strategy.RECREATE);
        assertThat(strategy(settings(Map.of(), List.of(written), List.of(), Strategy.OVERLAP)))
                .isEqualTo(Strategy.OVERLAP);
    }

    @Test
    void scalesTheBaseAndTakesNothingElseThatWasSetSince() {
        var base = release(Samples.SETTINGS);
        var more = new ProcessSettings(new Replicas(4), new MemorySize("64m"), null, null, null, null);
        var settings = settings(Map.of(new ProcessName("web"), more), List.of(), List.of(), null);

        var scaled = ReleasePlanner.scaled(draft(settings, base), base);

        assertThat(scaled.specification().processes().get("web"))
                .isEqualTo(new ProcessSpecification(List.of(), 4, Resources.UNLIMITED, 30));
        assertThat(scaled.environment()).isEqualTo(base.environment());
        assertThat(scaled.version()).isEqualTo(9);
    }

    @Test
    void takesTheProcessesOfTheBaseWhenNothingWasBuilt() {
        var base = release(Samples.SETTINGS);

        var again = ReleasePlanner.release(
                draft(Samples.SETTINGS, base),
                new ReleasePlanner.Code(base.image(), base.commit(), null),
                base.environment(),
                base.files());

        assertThat(again.runsTheSameAs(base)).isTrue();
    }

    private static Strategy strategy(Settings settings) {
        return release(settings).specification().strategy();
    }

    private static Release release(Settings settings) {
        return ReleasePlanner.release(
                draft(settings, null),
                new ReleasePlanner.Code("sha256:abc", "c0ffee", TYPES),
                Map.of("COLOUR", new Secret("green")),
                Map.of());
    }

    private static ReleasePlanner.Draft draft(Settings settings, @Nullable Release base) {
        return new ReleasePlanner.Draft(new UUID(7, 9), 9, Samples.application(settings), base, Samples.NOW);
    }

    private static Settings settings(
            Map<ProcessName, ProcessSettings> processes,
            List<Volume> volumes,
            List<PublishedPort> ports,
            @Nullable Strategy strategy) {
        return new Settings(
                new PortNumber(8080),
                Samples.HEALTH,
                processes,
                volumes,
                ports,
                strategy,
                null,
                new Seconds(30),
                null,
                null,
                null);
    }
}
