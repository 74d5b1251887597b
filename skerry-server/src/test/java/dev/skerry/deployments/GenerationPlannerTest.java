package dev.skerry.deployments;

import static dev.skerry.deployments.Samples.process;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.deployments.Generation.State;
import dev.skerry.docker.ContainerSpec;
import dev.skerry.docker.Labels;
import dev.skerry.docker.NetworkSpec;
import dev.skerry.docker.Resources;
import dev.skerry.docker.ServiceSpec;
import dev.skerry.kernel.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GenerationPlannerTest {
    private final GenerationPlanner planner = new GenerationPlanner("here");

    @Test
    void makesAServiceOfEachProcess() {
        var release = Samples.release(Map.of("web", process(2), "worker", process(1, "node", "worker.js")));

        assertThat(planner.services(Samples.application(), release, Samples.generation(5, State.LIVE)))
                .containsExactly(
                        service("web", 2, List.of(), List.of("notes")),
                        service("worker", 1, List.of("node", "worker.js"), List.of("worker.notes")));
    }

    @Test
    void cutsEachEnvironmentOffByANetworkOfItsOwn() {
        assertThat(planner.network(Samples.ENVIRONMENT))
                .isEqualTo(new NetworkSpec(
                        "skerry-env-ba9876543210",
                        new Labels(
                                Map.of(Labels.INSTANCE, "here", Labels.ENVIRONMENT, Samples.ENVIRONMENT.toString()))));
    }

    @Test
    void runsACommandWithAllThatAProcessHasAndNeverAgain() {
        var run = new OneOff(
                "skerry-run-1",
                Samples.ENVIRONMENT,
                List.of("node", "import.js"),
                new OneOff.Label(Labels.RUN, "1"),
                new Resources(1L << 29, null, null, null));

        var container = planner.oneOff(Samples.application(), Samples.release(Map.of("web", process(1))), run);

        assertThat(container.image()).isEqualTo("sha256:abc");
        assertThat(container.arguments()).containsExactly("node", "import.js");
        assertThat(container.environment()).containsEntry("COLOUR", "green").containsEntry("SKERRY_PROCESS", "run");
        assertThat(container.networks()).containsExactly("skerry-env-ba9876543210");
        assertThat(container.restart()).isEqualTo(ContainerSpec.Restart.NEVER);
        assertThat(container.resources().memoryLimit()).isEqualTo(1L << 29);
        assertThat(container.labels().values())
                .containsEntry(Labels.INSTANCE, "here")
                .containsEntry(Labels.RUN, "1")
                .doesNotContainKey(Labels.GENERATION);
    }

    @Test
    void staysWithinTheLengthOfASwarmServiceName() {
        var longest = GenerationPlanner.serviceName(UUID.randomUUID(), "p".repeat(30), 999_999);

        assertThat(longest).hasSizeLessThanOrEqualTo(63);
    }

    @Test
    void letsTheUsersVariablesWin() {
        var release = new Release(
                new UUID(7, 7),
                Samples.APPLICATION,
                3,
                "sha256:abc",
                null,
                Samples.release(Map.of("web", process(1))).specification(),
                Map.of("PORT", new Secret("9000")),
                Map.of(),
                Samples.NOW);

        assertThat(planner.environment(Samples.application(), release, "web")).containsEntry("PORT", "9000");
    }

    private static ServiceSpec service(String process, int replicas, List<String> arguments, List<String> aliases) {
        return new ServiceSpec(
                "skerry-0123456789ab-%s-5".formatted(process),
                "sha256:abc",
                arguments,
                Map.of(
                        "PORT", "8080",
                        "SKERRY_APPLICATION", "default.production.notes",
                        "SKERRY_PROCESS", process,
                        "SKERRY_RELEASE", "v3",
                        "COLOUR", "green"),
                new Labels(Map.of(
                        Labels.INSTANCE,
                        "here",
                        Labels.APPLICATION,
                        Samples.APPLICATION.toString(),
                        Labels.ENVIRONMENT,
                        Samples.ENVIRONMENT.toString(),
                        Labels.GENERATION,
                        "5",
                        Labels.RELEASE,
                        "3",
                        Labels.PROCESS,
                        process)),
                replicas,
                "skerry-env-ba9876543210",
                aliases,
                Resources.UNLIMITED,
                List.of(),
                List.of(),
                null,
                Duration.ofSeconds(30));
    }
}
