package dev.skerry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.applications.HealthCheck;
import dev.skerry.api.applications.SetVolume;
import dev.skerry.api.applications.Source;
import dev.skerry.api.catalogue.DeploymentRows;
import dev.skerry.api.catalogue.RuntimeRows;
import dev.skerry.api.deployments.DeploymentInput;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.ContainerPath;
import dev.skerry.api.values.GitUrl;
import dev.skerry.api.values.Name;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A release phase is a migration: it runs once and to its end, whatever happens to the server.
class ReleasePhaseEndToEndTest {
    @TempDir
    private static Path folder;

    private static Installation installation;
    private static SampleRepository repository;

    @BeforeAll
    static void install() throws IOException {
        installation = new Installation(folder);
        repository = new SampleRepository("notes", folder.resolve("repository"));
        repository.becomeFile("Dockerfile", "FROM busybox:stable\n");
    }

    @AfterAll
    static void remove() throws IOException {
        installation.close();
    }

    @Test
    void runsOnceThoughTheServerIsKilledMeanwhile() throws IOException {
        var application = application("once", 20);
        var id = installation.startDeployment(application);
        awaitMigrating();

        installation.server().kill();
        installation.server().startAgain();
        var ended = installation.awaitEnd(id);

        assertThat(ended.status()).as(ended.toString()).isEqualTo(DeploymentStatus.SUCCESS);
        assertThat(installation.get("once", "/ran").body().lines()).containsOnlyOnce("ran");
        assertThat(installation.log(id))
                .containsOnlyOnce("migrating", "migrated")
                .anyMatch(line -> line.startsWith("The release phase began before Skerry was restarted"));
        assertThat(phases()).isEmpty();
    }

    @Test
    void isStoppedByACancellation() throws IOException {
        var application = application("cancelled", 600);
        var id = installation.startDeployment(application);
        awaitMigrating();

        installation.client().call(DeploymentRows.CANCEL, new DeploymentInput(id));

        assertThat(installation.awaitEnd(id).status()).isEqualTo(DeploymentStatus.CANCELLED);
        assertThat(phases()).isEmpty();
    }

    @Test
    void leavesNothingOfADeploymentThatNobodyCanGoOnWith() throws IOException {
        var application = application("late", 600);
        var id = installation.startDeployment(application);
        awaitMigrating();
        installation.await("it is written down that it began", () -> installation.hasSaid(id, "migrating"));
        installation.server().kill();
        Leftovers.docker("kill", phases().getFirst());
        Leftovers.docker("rm", phases().getFirst());
        installation.server().startAgain();

        var ended = installation.awaitEnd(id);

        assertThat(ended.status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(ended.error()).contains("whether it ran to its end is not known");
    }

    private static ApplicationRef application(String name, int seconds) throws IOException {
        repository.change("Procfile", """
                        web: httpd -f -p 8080 -h /data
                        release: echo ran >> /data/ran; echo migrating; for n in $(seq %d); do sleep 1; done; echo migrated
                        """.formatted(seconds));
        var source = new Source.Git(new GitUrl(repository.url()), null, null);
        var application = installation.create(name, source, new HealthCheck.Tcp(HealthCheck.Timing.DEFAULT));
        installation
                .client()
                .call(
                        RuntimeRows.SET_VOLUME,
                        new SetVolume(application, new Name("data"), new ContainerPath("/data"), null));
        return application;
    }

    private static void awaitMigrating() {
        installation.await(
                "the release phase runs",
                () -> phases().stream()
                        .anyMatch(
                                container -> Leftovers.docker("logs", container).contains("migrating")));
    }

    private static List<String> phases() {
        try {
            return Leftovers.containers(installation.server().instance()).stream()
                    .filter(name -> name.contains("-release-"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
