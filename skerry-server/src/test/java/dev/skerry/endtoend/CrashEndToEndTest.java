package dev.skerry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.catalogue.DeploymentRows;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.deployments.DeploymentView;
import dev.skerry.api.deployments.RollBack;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.DeploymentId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The server is killed (-9) in the middle of deployments, after each step its journal knows, and started again.
class CrashEndToEndTest {
    @TempDir
    private static Path folder;

    private static Installation installation;
    private static SampleRepository repository;
    private static ApplicationRef serving;

    @BeforeAll
    static void install() throws IOException {
        installation = new Installation(folder);
        repository = new SampleRepository("notes", folder.resolve("notes"));
        serving = installation.create("serving", repository);
        installation.deployed(serving);
    }

    @AfterAll
    static void remove() throws IOException {
        installation.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"source", "build", "release", "prepare", "start", "health", "switch", "verify"})
    void finishesAFirstDeployment(String step) throws IOException {
        var application = installation.create("first-" + step, repository);

        var ended = killAt(step, installation.startDeployment(application));

        assertThat(ended.status()).as(ended.toString()).isEqualTo(DeploymentStatus.SUCCESS);
        assertThat(installation.get("first-" + step, "/health").status()).isEqualTo(200);
        assertNothingElseRuns(application);
    }

    @ParameterizedTest
    @ValueSource(strings = {"source", "build", "release", "prepare", "start", "health", "switch", "verify"})
    void keepsServingThroughARedeployment(String step) throws IOException {
        var commit = repository.change("step.txt", step);
        try (var _ = new Visitor(installation, "serving", "/health")) {
            var ended = killAt(step, installation.startDeployment(serving));

            assertThat(ended.status()).as(ended.toString()).isEqualTo(DeploymentStatus.SUCCESS);
        }
        assertThat(installation.get("serving", "/api/info").body()).contains(commit);
        assertNothingElseRuns(serving);
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "health", "switch", "verify"})
    void keepsServingThroughARollback(String step) throws IOException {
        repository.change("rollback.txt", step);
        installation.deployed(serving);
        try (var _ = new Visitor(installation, "serving", "/health")) {
            var rollback = installation.client().call(DeploymentRows.ROLL_BACK, new RollBack(serving, null));

            var ended = killAt(step, rollback.id());

            assertThat(ended.status()).as(ended.toString()).isEqualTo(DeploymentStatus.SUCCESS);
        }
        assertNothingElseRuns(serving);
    }

    private static DeploymentView killAt(String step, DeploymentId id) throws IOException {
        while (installation.deployment(id).steps().stream()
                .noneMatch(one -> one.name().equals(step))) {
            LockSupport.parkNanos(1_000_000);
        }
        installation.server().kill();
        installation.server().startAgain();
        return installation.awaitEnd(id);
    }

    /// One generation of the application is left, and no network but its environment's.
    private static void assertNothingElseRuns(ApplicationRef application) throws IOException {
        var view = installation.client().call(ApplicationRows.GET, new ApplicationInput(application));
        var tail = view.id().toString().substring(24);
        var instance = installation.server().instance();
        var generations = generations(instance, tail);
        for (var round = 0; round < 200 && generations.size() != 1; round++) {
            ServerProcess.longPause();
            generations = generations(instance, tail);
        }
        assertThat(generations).as("generations of " + application).hasSize(1);
        assertThat(Leftovers.networks(instance)).hasSize(1);
    }

    /// The last part of a service's name is its generation.
    private static Set<String> generations(String instance, String tail) {
        return Leftovers.services(instance).stream()
                .filter(name -> name.contains(tail))
                .map(name -> name.substring(name.lastIndexOf('-') + 1))
                .collect(Collectors.toSet());
    }
}
