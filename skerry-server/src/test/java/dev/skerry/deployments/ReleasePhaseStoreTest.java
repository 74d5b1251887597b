package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.db.TestDatabase;
import dev.skerry.deployments.Deployment.Cause;
import dev.skerry.deployments.Deployment.Wanted;
import dev.skerry.kernel.Uuids;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ReleasePhaseStoreTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    private static Path folder;

    private final ReleasePhaseStore store = new ReleasePhaseStore();
    private EngineFixture fixture;
    private ApplicationRef notes;

    @BeforeEach
    void open() {
        fixture = new EngineFixture(DATABASE.get(), folder);
        notes = fixture.create("notes", "notes:1");
    }

    @Test
    void tellsOfContainersOfDeploymentsThatHaveEndedUntilTheyAreGone() {
        var deployment = running();
        assertThat(left()).isEmpty();

        DATABASE.get().useTransaction(transaction -> store.create(transaction, deployment.id(), "container"));
        assertThat(left()).as("it runs still").isEmpty();

        DATABASE.get()
                .useTransaction(transaction -> fixture.assembly.deployments.finish(
                        transaction, deployment, DeploymentStatus.CANCELLED, "enough", fixture.clock.instant()));
        assertThat(left()).containsExactly(deployment.id());
        assertThat(left()).as("asked again").containsExactly(deployment.id());

        DATABASE.get()
                .useTransaction(transaction -> store.setGone(transaction, deployment.id(), fixture.clock.instant()));
        assertThat(left()).isEmpty();
    }

    private List<DeploymentId> left() {
        return DATABASE.get().read(store::left);
    }

    private Deployment running() {
        var application = fixture.application(notes);
        var release = fixture.release(notes, "sha256:abc");
        return DATABASE.get().inTransaction(transaction -> {
            var deployment = Deployment.pending(
                    new DeploymentId(Uuids.v7(fixture.clock.instant())),
                    application,
                    fixture.assembly.deployments.nextNumber(transaction.handle(), application),
                    new Wanted(Cause.DEPLOY, null, false, release, null),
                    fixture.actor.account(),
                    fixture.clock.instant());
            fixture.assembly.deployments.create(transaction, deployment);
            return deployment;
        });
    }
}
