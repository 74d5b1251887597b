package dev.skerry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.catalogue.DeploymentRows;
import dev.skerry.api.deployments.DeploymentInput;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.DeploymentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Deployments that come while one runs, and those nobody wants any more.
class QueueEndToEndTest {
    private static final String SLOW_BUILD = """
            FROM busybox:stable
            RUN echo %s && sleep %d
            """;

    @TempDir
    private static Path folder;

    private static Installation installation;

    @BeforeAll
    static void install() throws IOException {
        installation = new Installation(folder);
    }

    @AfterAll
    static void remove() throws IOException {
        installation.close();
    }

    @Test
    void letsTheNewestWaitAndSupersedesTheOneBefore() throws IOException {
        var repository = new SampleRepository("notes", folder.resolve("superseded"));
        var dockerfile = Files.readString(repository.folder().resolve("Dockerfile"));
        repository.change("Dockerfile", dockerfile.replace("USER node\n", "RUN sleep 6\nUSER node\n"));
        var application = installation.create("superseded", repository);

        var first = installation.startDeployment(application);
        awaitStatus(first, DeploymentStatus.BUILDING);
        repository.change("a.txt", "second");
        var second = installation.startDeployment(application);
        var commit = repository.change("a.txt", "third");
        var third = installation.startDeployment(application);

        assertThat(installation.deployment(second).status()).isEqualTo(DeploymentStatus.CANCELLED);
        assertThat(installation.deployment(second).error()).isEqualTo("superseded by deployment #3");
        assertThat(installation.deployment(third).status()).isEqualTo(DeploymentStatus.PENDING);
        assertThat(installation.awaitEnd(first).status()).isEqualTo(DeploymentStatus.SUCCESS);
        assertThat(installation.awaitEnd(third).status()).isEqualTo(DeploymentStatus.SUCCESS);
        assertThat(installation.get("superseded", "/api/info").body()).contains(commit);
    }

    @Test
    void stopsARunningBuildWithinFiveSecondsAndLeavesNothing() throws IOException {
        var repository = new SampleRepository("notes", folder.resolve("cancelled"));
        repository.change("Dockerfile", SLOW_BUILD.formatted(System.nanoTime(), 300));
        var application = installation.create("cancelled", repository);
        var deployment = installation.startDeployment(application);
        await(() -> processesWith("sleep 300") > 0);

        var begin = System.nanoTime();
        installation.client().call(DeploymentRows.CANCEL, new DeploymentInput(deployment));
        var ended = installation.awaitEnd(deployment);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(ended.status()).isEqualTo(DeploymentStatus.CANCELLED);
        assertThat(ended.error()).isEqualTo("cancelled on request");
        assertThat(processesWith("sleep 300")).isZero();
        assertThat(Leftovers.services(installation.server().instance()))
                .noneMatch(name -> name.endsWith("-web-1") && name.contains(id(application)));
    }

    @Test
    void beginsTheNextDeploymentAfterACancelledOne() throws IOException {
        var repository = new SampleRepository("notes", folder.resolve("next"));
        var good = Files.readString(repository.folder().resolve("Dockerfile"));
        repository.change("Dockerfile", SLOW_BUILD.formatted("slow", 301));
        var application = installation.create("next", repository);
        var slow = installation.startDeployment(application);
        awaitStatus(slow, DeploymentStatus.BUILDING);
        repository.change("Dockerfile", good);
        var next = installation.startDeployment(application);

        installation.client().call(DeploymentRows.CANCEL, new DeploymentInput(slow));

        assertThat(installation.awaitEnd(next).status()).isEqualTo(DeploymentStatus.SUCCESS);
    }

    private static void awaitStatus(DeploymentId id, DeploymentStatus status) {
        await(() -> installation.deployment(id).status() == status);
    }

    private static void await(BooleanSupplier condition) {
        for (var round = 0; round < 600; round++) {
            if (condition.getAsBoolean()) {
                return;
            }
            ServerProcess.pause();
        }
        throw new AssertionError("It did not happen within 30 s");
    }

    /// The part of an application's id that is in the names of its services.
    private static String id(ApplicationRef application) {
        var view = installation.client().call(ApplicationRows.GET, new ApplicationInput(application));
        return view.id().toString().substring(24);
    }

    /// Asked of the kernel, as a process handle knows a container's processes by their program file only.
    private static long processesWith(String commandLine) {
        return ProcessHandle.allProcesses()
                .map(process -> Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                .filter(file -> read(file).replace('\0', ' ').strip().endsWith(commandLine))
                .count();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return ""; // the process has ended
        }
    }
}
