package dev.skerry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.catalogue.DeploymentRows;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.deployments.RollBack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployEndToEndTest {
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
    void servesARepositoryThroughTheRouterAndRollsBack() throws IOException {
        var repository = new SampleRepository("notes", folder.resolve("notes"));
        var application = installation.create("notes", repository);

        var first = installation.deployed(application);

        assertThat(first.release()).isEqualTo(1);
        assertThat(installation.get("notes", "/health").status()).isEqualTo(200);
        assertThat(installation.get("notes", "/api/info").body()).contains(Objects.requireNonNull(first.commit()));

        var commit = repository.change("changed.txt", "something new");
        var second = installation.deployed(application);

        assertThat(second.commit()).isEqualTo(commit);
        assertThat(installation.get("notes", "/api/info").body()).contains(commit);

        var back = installation.client().call(DeploymentRows.ROLL_BACK, new RollBack(application, null));

        assertThat(installation.awaitEnd(back.id()).status()).isEqualTo(DeploymentStatus.SUCCESS);
        assertThat(installation.get("notes", "/api/info").body()).contains(first.commit());
    }

    @Test
    void doesNothingWhenNothingChanged() throws IOException {
        var application = installation.create("unchanged", new SampleRepository("notes", folder.resolve("unchanged")));
        installation.deployed(application);

        var again = installation.deployed(application);

        assertThat(again.release()).isNull();
        assertThat(installation.log(again.id())).anyMatch(line -> line.contains("nothing changed since release v1"));
    }
}
