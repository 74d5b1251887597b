package dev.skerry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.applications.UpdateApplication;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.values.Seconds;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A release that fails once it serves.
class WatchWindowEndToEndTest {
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
    void rollsBackByItselfWhenTheNewReleaseFailsAfterTheSwitch() throws IOException {
        var application = installation.create("watched", new SampleRepository("notes", folder.resolve("watched")));
        installation
                .client()
                .call(
                        ApplicationRows.UPDATE,
                        new UpdateApplication(
                                application, null, null, null, null, null, null, null, new Seconds(120), null, null));
        installation.deployed(application);
        installation.set(application, "FAIL_AFTER_MS", "15000");
        var second = installation.deployed(application);

        installation.await(
                "it is rolled back",
                () -> installation.deployment(second.id()).status() == DeploymentStatus.ROLLED_BACK);

        assertThat(installation.get("watched", "/health").status()).isEqualTo(200);
        assertThat(installation
                        .client()
                        .call(ApplicationRows.GET, new ApplicationInput(application))
                        .release())
                .isEqualTo(1);
        assertThat(installation.deployment(second.id()).error())
                .startsWith("Rolled back to the release before: no task of the process web passed the health check");
        assertThat(installation.log(second.id()).getLast()).startsWith("Rolled back to the release before");
    }
}
