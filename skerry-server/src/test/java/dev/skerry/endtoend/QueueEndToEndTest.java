package dev.skerry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.catalogue.DeploymentRows;
import dev.skerry.api.deployments.DeploymentInput;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.deployments.StepView;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.DeploymentId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
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
        await(() -> !processes(line -> line.endsWith("sleep 300")).isEmpty());

        var begin = System.nanoTime();
        installation.client().call(DeploymentRows.CANCEL, new DeploymentInput(deployment));
        var ended = installation.awaitEnd(deployment);
        var left = leftOf(application, deployment);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(ended.status()).isEqualTo(DeploymentStatus.CANCELLED);
        assertThat(ended.error()).isEqualTo("cancelled on request");
        assertThat(left).isEmpty();
    }

    /// Everything a deployment could leave: the step of the build, the docker command, containers of the build or the
    /// generation, services, the work folder, the image.
    private static List<String> leftOf(ApplicationRef application, DeploymentId deployment) throws IOException {
        var instance = installation.server().instance();
        var work = installation.server().state().resolve("work").resolve(deployment.toString());
        var left = new ArrayList<String>();
        left.addAll(processes(line -> line.endsWith("sleep 300") || line.contains(work.toString())));
        left.addAll(
                Leftovers.generation(instance, installation.view(application).id(), 1));
        left.addAll(Leftovers.docker("images", "--quiet", "skerry-app/" + id(application)));
        if (Files.exists(work)) {
            left.add(work.toString());
        }
        return left;
    }

    @Test
    void stopsAReleaseThatIsNotHealthyYetAndGoesOnServingTheOldOne() throws IOException {
        var application = installation.create("warming", new SampleRepository("slow-start", folder.resolve("warming")));
        installation.set(application, "START_SECONDS", "0");
        installation.deployed(application);
        installation.set(application, "START_SECONDS", "600");
        var deployment = installation.startDeployment(application);
        await(() -> isIn(deployment, "health") && !left(application, 2).isEmpty());

        try (var _ = new Visitor(installation, "warming", "/health")) {
            installation.client().call(DeploymentRows.CANCEL, new DeploymentInput(deployment));
            var ended = installation.awaitEnd(deployment);

            assertThat(ended.status()).isEqualTo(DeploymentStatus.CANCELLED);
            assertThat(ended.error()).isEqualTo("cancelled on request");
            assertThat(ended.steps().getLast())
                    .returns("health", StepView::name)
                    .returns("cancelled", StepView::status);
            await(() -> left(application, 2).isEmpty());
        }
        assertThat(installation.get("warming", "/").body()).contains("warmed up after 0 s");
        assertThat(installation.view(application).release()).isEqualTo(1);
        assertThat(installation.server().state().resolve("work").resolve(deployment.toString()))
                .doesNotExist();
    }

    private static boolean isIn(DeploymentId deployment, String step) {
        return installation.deployment(deployment).steps().stream()
                .anyMatch(one -> one.name().equals(step) && one.status().equals("running"));
    }

    private static List<String> left(ApplicationRef application, int generation) {
        try {
            var id = installation.view(application).id();
            return Leftovers.generation(installation.server().instance(), id, generation);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        return installation.view(application).id().toString().substring(24);
    }

    /// Asked of the kernel, as a process handle knows a container's processes by their program file only.
    private static List<String> processes(Predicate<String> commandLine) {
        return ProcessHandle.allProcesses()
                .map(process -> Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                .map(file -> read(file).replace('\0', ' ').strip())
                .filter(commandLine)
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return ""; // the process has ended
        }
    }
}
