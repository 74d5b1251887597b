package dev.skerry.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.Json;
import dev.skerry.api.Operation;
import dev.skerry.api.Role;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.catalogue.DeploymentRows;
import dev.skerry.api.catalogue.RuntimeRows;
import dev.skerry.db.TestDatabase;
import dev.skerry.docker.ImageState;
import dev.skerry.docker.Labels;
import dev.skerry.docker.TaskState;
import dev.skerry.kernel.Cancellation;
import dev.skerry.router.BackendName;
import dev.skerry.router.ServerAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How a deployment with a canary goes, through the API and on a real database: what the router's servers answer, the
/// test says.
class CanaryFlowTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String IMAGE = "registry.test/canary:1";
    private static final int LONG = 600;

    @TempDir
    private static Path state;

    private static WholeServer server;
    private static String token;

    @BeforeAll
    static void start() {
        server = new WholeServer(state, DATABASE.get());
        var organizations = new TwoOrganizations(server, DATABASE.get());
        token = organizations.token(organizations.own, Role.OWNER);
        server.images()
                .put(new ImageState(
                        "sha256:" + "ab".repeat(32),
                        List.of(IMAGE),
                        List.of(),
                        List.of(),
                        List.of("serve"),
                        List.of(),
                        "",
                        new Labels(Map.of()),
                        1,
                        "amd64"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void growsByItsWeightsAndGetsAllWhenItAnswersNoWorse() {
        var notes = create("grows", 1, 2);
        var first = awaitEnd(deploy(notes));
        assertThat(step(first, "canary")).isEqualTo("all requests at once");

        var second = deploy(notes);
        awaitWeight(second, 20);
        assertThat(weights(notes, 1)).containsExactly(4);
        assertThat(weights(notes, 2)).containsExactly(1);
        answers(notes, 1, 160, 2);
        answers(notes, 2, 40, 1);
        awaitWeight(second, 50);
        var ended = awaitEnd(second);

        assertThat(ended.path("status").asString()).as(ended.toString()).isEqualTo("success");
        assertThat(step(ended, "canary")).isEqualTo("passed");
        assertThat(ended.at("/canary/state").asString()).isEqualTo("passed");
        assertThat(server.router().serving(backend(notes))).isEqualTo(servers(notes, 2));
        assertThat(weights(notes, 2)).containsExactly(100);
        assertThat(log(second))
                .contains(
                        "20 % of the requests go to the new release (1 of 2, for 2 s)",
                        "Passed at 20 %: 1 of 40 requests (2.5 %) of the new release failed, and 2 of 160 requests (1.3 %)"
                                + " of the one before",
                        "Going on from 50 %: too few requests to judge, 0 of 20");
    }

    @Test
    void isTurnedBackInOneStepAndFinishesWhatItHas() {
        var notes = create("bad", 1, LONG);
        awaitEnd(deploy(notes));
        var second = deploy(notes);
        awaitWeight(second, 20);
        var canary = servers(notes, 2).iterator().next();
        server.router().sessions(canary, 1);

        answers(notes, 1, 160, 0);
        answers(notes, 2, 40, 12);
        var ended = awaitEnd(second);

        assertThat(ended.path("status").asString()).isEqualTo("failed");
        assertThat(ended.path("error").asString())
                .isEqualTo(
                        "The new release was turned back at 20 % of the requests: 12 of 40 requests (30.0 %) of the new"
                                + " release failed, and 0 of 160 requests (0.0 %) of the one before; it may be 5 % more.");
        assertThat(ended.at("/canary/state").asString()).isEqualTo("turned_back");
        assertThat(List.of(
                        ended.at("/canary/requests").asInt(),
                        ended.at("/canary/errors").asInt(),
                        ended.at("/canary/requestsBefore").asInt()))
                .containsExactly(40, 12, 160);
        assertThat(server.router().serving(backend(notes))).isEqualTo(servers(notes, 1));
        assertThat(weights(notes, 1)).containsExactly(100);
        assertThat(servers(notes, 2)).as("it has a request to finish").containsExactly(canary);

        server.router().sessions(canary, 0);
        await("it is gone", () -> servers(notes, 2).isEmpty());
        assertThat(application(notes).path("release").asInt()).isEqualTo(1);
    }

    @Test
    void keepsTheSplitWhenTasksAreReplacedUntilSomebodyPromotesIt() {
        var notes = create("replaced", 2, LONG);
        awaitEnd(deploy(notes));
        var second = deploy(notes);
        awaitWeight(second, 20);
        var before = Set.of(servers(notes, 1), servers(notes, 2));

        for (var number : List.of(1, 2)) {
            server.swarm().kill(running(notes, number).getFirst().id(), 137);
        }
        await(
                "new tasks have taken over",
                () -> weights(notes, 1).equals(List.of(4, 4))
                        && weights(notes, 2).equals(List.of(1, 1))
                        && server.router().serving(backend(notes)).size() == 4);
        assertThat(Set.of(servers(notes, 1), servers(notes, 2))).isNotEqualTo(before);

        var promoted =
                call(DeploymentRows.PROMOTE, Json.MAPPER.createObjectNode().put("deployment", second));
        var ended = awaitEnd(second);

        assertThat(promoted.at("/canary/state").asString()).isEqualTo("promoted");
        assertThat(ended.path("status").asString()).as(ended.toString()).isEqualTo("success");
        assertThat(step(ended, "canary")).isEqualTo("promoted by hand");
        assertThat(server.router().serving(backend(notes))).isEqualTo(servers(notes, 2));
    }

    @Test
    void givesEverythingBackWhenItIsCancelled() {
        var notes = create("cancelled", 1, LONG);
        awaitEnd(deploy(notes));
        var second = deploy(notes);
        awaitWeight(second, 20);

        call(DeploymentRows.CANCEL, Json.MAPPER.createObjectNode().put("deployment", second));
        var ended = awaitEnd(second);

        assertThat(ended.path("status").asString()).isEqualTo("cancelled");
        assertThat(server.router().serving(backend(notes))).isEqualTo(servers(notes, 1));
        await("it is gone", () -> servers(notes, 2).isEmpty());
        assertThat(promoteStatus(second)).isEqualTo(409);
    }

    /// As when nobody could even end it: `Engine.giveUp` writes nothing but that.
    @Test
    void givesEverythingBackWhenItsDeploymentIsGone() {
        var notes = create("orphan", 1, LONG);
        awaitEnd(deploy(notes));
        var second = deploy(notes);
        awaitWeight(second, 20);

        DATABASE.get()
                .useTransaction(transaction -> transaction
                        .handle()
                        .execute(
                                "UPDATE deployments SET status = 'failed', finished_at = now() WHERE id = ?",
                                UUID.fromString(second)));

        await(
                "the old one serves alone",
                () -> server.router().serving(backend(notes)).equals(servers(notes, 1)));
        await("it is gone", () -> servers(notes, 2).isEmpty());
    }

    @Test
    void isNotAskedForWhenAReleaseComesBack() {
        var notes = create("back", 1, 1);
        awaitEnd(deploy(notes));

        var restarted =
                call(DeploymentRows.RESTART, Json.MAPPER.createObjectNode().put("application", notes));
        var ended = awaitEnd(restarted.path("id").asString());

        assertThat(log(ended.path("id").asString()))
                .contains("No canary, as the release has served before: all requests at once");
        assertThat(ended.path("canary").isNull() || ended.path("canary").isMissingNode())
                .isTrue();
    }

    @Test
    void leavesNoTraceWhereItIsNotAskedFor() {
        var input = Json.MAPPER.createObjectNode().put("name", "plain");
        input.putObject("source").put("type", "image").put("image", IMAGE);
        var plain = call(ApplicationRows.CREATE, input);
        var ended = awaitEnd(deploy(plain.path("id").asString()));

        assertThat(ended.path("steps").valueStream().map(one -> one.path("name").asString()))
                .contains("health", "switch")
                .doesNotContain("canary");
        assertThat(plain.path("canary").isNull() || plain.path("canary").isMissingNode())
                .isTrue();
    }

    private static String create(String name, int replicas, int hold) {
        var input = Json.MAPPER
                .createObjectNode()
                .put("name", name)
                .put("strategy", "CANARY")
                .put("watch", 0);
        input.putObject("source").put("type", "image").put("image", IMAGE);
        var canary = input.putObject("canary").put("hold", hold).put("requests", 20);
        canary.putArray("weights").add(20).add(50);
        var made = call(ApplicationRows.CREATE, input);
        assertThat(made.at("/canary/errors").asInt()).isEqualTo(5);
        var id = made.path("id").asString();
        call(
                RuntimeRows.SET_PROCESS,
                Json.MAPPER
                        .createObjectNode()
                        .put("application", id)
                        .put("process", "web")
                        .put("replicas", replicas));
        return id;
    }

    private static String deploy(String application) {
        return call(
                        DeploymentRows.DEPLOY,
                        Json.MAPPER
                                .createObjectNode()
                                .put("application", application)
                                .put("force", true))
                .path("id")
                .asString();
    }

    private static JsonNode awaitEnd(String deployment) {
        await(deployment + " ends", () -> deployment(deployment).hasNonNull("finishedAt"));
        return deployment(deployment);
    }

    /// The row is written a moment before the router is told.
    private static void awaitWeight(String deployment, int weight) {
        var line = "%d %% of the requests go to the new release".formatted(weight);
        await(line, () -> log(deployment).stream().anyMatch(one -> one.startsWith(line)));
        assertThat(deployment(deployment).at("/canary/weight").asInt()).isEqualTo(weight);
    }

    private static JsonNode deployment(String id) {
        return call(DeploymentRows.GET, Json.MAPPER.createObjectNode().put("deployment", id));
    }

    private static JsonNode application(String id) {
        return call(ApplicationRows.GET, Json.MAPPER.createObjectNode().put("application", id));
    }

    private static int promoteStatus(String deployment) {
        var input = Json.MAPPER.createObjectNode().put("deployment", deployment);
        return server.call(DeploymentRows.PROMOTE, input, token).status();
    }

    private static String step(JsonNode deployment, String name) {
        return deployment
                .path("steps")
                .valueStream()
                .filter(step -> step.path("name").asString().equals(name))
                .map(step -> step.path("detail").asString())
                .collect(Collectors.joining());
    }

    private static List<String> log(String deployment) {
        return DATABASE.get()
                .read(handle -> handle.createQuery(
                                "SELECT line FROM deployment_log WHERE deployment_id = :id ORDER BY place")
                        .bind("id", UUID.fromString(deployment))
                        .mapTo(String.class)
                        .list());
    }

    private static void answers(String application, int generation, long requests, long errors) {
        servers(application, generation).forEach(one -> server.router().answered(one, requests, errors));
    }

    private static List<Integer> weights(String application, int generation) {
        return servers(application, generation).stream()
                .map(one -> server.router().weight(backend(application), one))
                .toList();
    }

    private static Set<ServerAddress> servers(String application, int generation) {
        return running(application, generation).stream()
                .flatMap(task -> task.addresses().values().stream())
                .map(ip -> new ServerAddress(ip, 8080))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<TaskState> running(String application, int generation) {
        var labels = Labels.of(Labels.APPLICATION, application).with(Labels.GENERATION, Integer.toString(generation));
        return server.swarm().tasks(labels).stream()
                .filter(TaskState::isRunning)
                .toList();
    }

    private static BackendName backend(String application) {
        return new BackendName("app-%s-web".formatted(application.substring(24)));
    }

    private static JsonNode call(Operation<?, ?> operation, ObjectNode input) {
        var answer = server.call(operation, input, token);
        assertThat(answer.status()).as(answer.text()).isEqualTo(operation.status());
        return answer.json();
    }

    private static void await(String what, Supplier<Boolean> condition) {
        var end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!condition.get()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Cancellation.never().sleep(Duration.ofMillis(20));
        }
    }
}
