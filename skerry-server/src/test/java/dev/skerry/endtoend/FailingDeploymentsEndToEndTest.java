package dev.skerry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.applications.Build;
import dev.skerry.api.applications.HealthCheck;
import dev.skerry.api.applications.Source;
import dev.skerry.api.applications.UpdateApplication;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.GitUrl;
import dev.skerry.api.values.ImageReference;
import dev.skerry.api.values.MemorySize;
import dev.skerry.api.values.Retries;
import dev.skerry.api.values.Seconds;
import dev.skerry.api.values.UrlPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each of these deployments ends with its reason, while the release before it serves all the time, and nothing of it
/// stays.
class FailingDeploymentsEndToEndTest {
    @TempDir
    private static Path folder;

    private static Installation installation;
    private static SampleRepository repository;
    private static ApplicationRef notes;

    @BeforeAll
    static void deployOnce() throws IOException {
        installation = new Installation(folder);
        repository = new SampleRepository("notes", folder.resolve("repository"));
        notes = installation.create("notes", git(repository), health(8));
        installation.deployed(notes);
    }

    @AfterAll
    static void remove() throws IOException {
        installation.close();
    }

    @BeforeEach
    void mend() throws IOException {
        repository.become("notes");
    }

    @Test
    void tellsWhatAProcessWroteThatKeepsEnding() throws IOException {
        repository.become("crash-loop");

        assertFails(
                notes,
                "the process web ended 3 times: exit code 1",
                "crash-loop: connecting to database.example:5432",
                "crash-loop: error: no route to database.example, giving up");
    }

    @Test
    void tellsThatNothingListens() throws IOException {
        repository.becomeFile("Dockerfile", "FROM busybox:stable\nCMD echo not listening today; sleep 3600\n");

        assertFails(
                notes,
                "it did not become healthy within its start period: web: 0 of 1 tasks pass the health check",
                "not listening today");
    }

    @Test
    void tellsWhichStepOfTheBuildFailed() throws IOException {
        repository.change("Dockerfile", "FROM busybox:stable\nRUN echo compiling; echo no such symbol >&2; exit 7\n");

        assertFails(notes, "The build failed", "exit code 7", "no such symbol");
    }

    @Test
    void tellsThatThereIsNoDockerfile() throws IOException {
        repository.delete("Dockerfile");

        assertFails(notes, "There is no Dockerfile and no static site at '.'", "package.json");
    }

    @Test
    void tellsWhatTheReleasePhaseWrote() {
        installation.set(notes, "RELEASE_FAIL", "1");
        try {
            assertFails(notes, "The release phase failed with exit code 1", "the migration failed: RELEASE_FAIL=1");
        } finally {
            installation.unset(notes, "RELEASE_FAIL");
        }
    }

    @Test
    void tellsWhatADyingWorkerWrote() {
        installation.set(notes, "WORKER_FAIL", "1");
        try {
            assertFails(notes, "the process worker ended 3 times: exit code 1", "WORKER_FAIL=1");
        } finally {
            installation.unset(notes, "WORKER_FAIL");
        }
    }

    @Test
    void tellsThatABuildRanOutOfMemory() throws IOException {
        limitBuilds(new MemorySize("48m"));
        repository.change(
                "Dockerfile", "FROM busybox:stable\nRUN echo %d; tail /dev/zero\n".formatted(System.nanoTime()));
        try {
            assertFails(notes, "The build failed: ", "was killed: it ran out of memory", "tail /dev/zero");
        } finally {
            limitBuilds(new MemorySize("2g"));
        }
    }

    @Test
    void tellsThatTheDiskIsFull() throws IOException {
        repository.change("Dockerfile", "FROM busybox:stable\nRUN dd if=/dev/zero of=/dev/shm/full bs=1M count=1000\n");

        assertFails(notes, "The build failed: the disk is full", "No space left on device");
    }

    @Test
    void tellsThatAnImageCannotBePulled() throws IOException {
        var image = "skerry-test/gone:" + System.nanoTime();
        var context = Files.createDirectory(folder.resolve("image"));
        Files.writeString(context.resolve("Dockerfile"), """
                FROM busybox:stable
                RUN mkdir /w && echo ok >/w/health
                CMD ["httpd", "-f", "-p", "8080", "-h", "/w"]
                """);
        Leftovers.docker("build", "--quiet", "--tag", image, context.toString());
        var application =
                installation.create("pulled", new Source.Image(new ImageReference(image)), Installation.HEALTH);
        installation.deployed(application);
        Leftovers.docker("rmi", "--force", image);

        assertFails(application, "The image '%s' cannot be pulled".formatted(image));
    }

    @Test
    void waitsForASlowStartAsLongAsItMay() throws IOException {
        var slow = new SampleRepository("slow-start", folder.resolve("slow"));
        var application = installation.create("slow", git(slow), health(30));

        installation.deployed(application);

        assertThat(installation.get("slow", "/").body()).contains("warmed up after 8 s");
    }

    private static void limitBuilds(MemorySize memory) {
        var build = new Build(null, null, null, null, null, null, null, null, memory, null);
        installation
                .client()
                .call(
                        ApplicationRows.UPDATE,
                        new UpdateApplication(notes, null, null, build, null, null, null, null, null, null, null));
    }

    private static void assertFails(ApplicationRef application, String... reasons) {
        var view = installation.client().call(ApplicationRows.GET, new ApplicationInput(application));
        try (var _ = new Visitor(installation, view.name(), "/health")) {
            var ended = installation.deploy(application);

            assertThat(ended.status()).as("%s", installation.log(ended.id())).isEqualTo(DeploymentStatus.FAILED);
            assertThat(Objects.requireNonNull(ended.error())).contains(reasons);
            assertThat(leftOf(view.id(), ended.number())).isEmpty();
        }
        var after = installation.client().call(ApplicationRows.GET, new ApplicationInput(application));
        assertThat(after.release()).isEqualTo(view.release());
    }

    private static List<String> leftOf(UUID application, int generation) {
        try {
            return Leftovers.generation(installation.server().instance(), application, generation);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Source git(SampleRepository repository) {
        return new Source.Git(new GitUrl(repository.url()), null, null);
    }

    private static HealthCheck health(int startPeriod) {
        return new HealthCheck.Http(
                new UrlPath("/health"),
                new HealthCheck.Timing(new Seconds(startPeriod), new Seconds(1), new Seconds(1), new Retries(3)));
    }
}
