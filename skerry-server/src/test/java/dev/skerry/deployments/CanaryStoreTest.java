package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.values.DeploymentId;
import dev.skerry.applications.Application;
import dev.skerry.db.Database;
import dev.skerry.db.TestDatabase;
import dev.skerry.db.Transaction;
import dev.skerry.deployments.CanaryProgress.State;
import dev.skerry.deployments.CanaryStore.Shift;
import dev.skerry.deployments.Deployment.Cause;
import dev.skerry.deployments.Deployment.Wanted;
import dev.skerry.kernel.OrganizationId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CanaryStoreTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final CanaryStore.Step FIRST = new CanaryStore.Step(10, 1, 2);
    private static final CanaryStore.Step SECOND = new CanaryStore.Step(50, 2, 2);

    private final Database database = DATABASE.get();
    private final CanaryStore store = new CanaryStore();
    private final Application application = Samples.application();
    private Deployment deployment;

    /// Without whatever else there would have to be.
    @BeforeEach
    void beginOne() {
        var id = new DeploymentId(UUID.randomUUID());
        var wanted = new Wanted(Cause.DEPLOY, null, false, null, null);
        deployment = Deployment.pending(id, application, 2, wanted, UUID.randomUUID(), Samples.NOW);
        alone(transaction -> {
            for (var table : List.of("canaries", "generations", "deployments")) {
                transaction.handle().execute("DELETE FROM " + table);
            }
            transaction
                    .handle()
                    .execute(
                            "INSERT INTO deployments (id, organization_id, application_id, number, status, cause, forced,"
                                    + " created_by, created_at) VALUES (?, ?, ?, 2, 'deploying', 'DEPLOY', false, ?, now())",
                            id.value(),
                            application.organization().value(),
                            application.id(),
                            UUID.randomUUID());
            transaction
                    .handle()
                    .execute(
                            "INSERT INTO generations (application_id, number, organization_id, release_id, deployment_id,"
                                    + " environment_id, state, created_at, changed_at) VALUES (?, 2, ?, ?, ?, ?,"
                                    + " 'starting', now(), now())",
                            application.id(),
                            application.organization().value(),
                            UUID.randomUUID(),
                            id.value(),
                            UUID.randomUUID());
        });
    }

    @Test
    void countsAnewAtEachWeight() {
        alone(transaction -> {
            store.shift(transaction, deployment, FIRST, Samples.NOW);
            store.count(transaction, deployment, new Counts(40, 2), new Counts(360, 1));
        });
        assertThat(progress())
                .isEqualTo(new CanaryProgress(
                        State.WATCHING, 10, 1, 2, new Counts(40, 2), new Counts(360, 1), Samples.NOW, null));

        var later = Samples.NOW.plusSeconds(30);
        alone(transaction -> store.shift(transaction, deployment, SECOND, later));
        assertThat(progress())
                .isEqualTo(new CanaryProgress(State.WATCHING, 50, 2, 2, Counts.NONE, Counts.NONE, later, null));
    }

    @Test
    void endsOnce() {
        alone(transaction -> {
            assertThat(store.end(transaction, deployment, State.PROMOTED, null)).isFalse();
            store.shift(transaction, deployment, FIRST, Samples.NOW);
            assertThat(store.end(transaction, deployment, State.TURNED_BACK, "too bad"))
                    .isTrue();
            assertThat(store.end(transaction, deployment, State.PROMOTED, null)).isFalse();
        });

        assertThat(progress().state()).isEqualTo(State.TURNED_BACK);
        assertThat(progress().reason()).isEqualTo("too bad");
    }

    @Test
    void isUnderWayUntilItIsLiveTurnedBackOrGone() {
        assertThat(underWay()).isEmpty();
        alone(transaction -> store.shift(transaction, deployment, FIRST, Samples.NOW));
        assertThat(underWay()).hasValue(new Shift(2, 10));

        for (var end : List.of(
                "UPDATE generations SET state = 'live'",
                "UPDATE deployments SET status = 'failed'",
                "UPDATE canaries SET state = 'turned_back'")) {
            alone(transaction -> {
                transaction.handle().execute(end);
                assertThat(store.underWay(transaction.handle(), application))
                        .as(end)
                        .isEmpty();
                transaction.handle().execute("UPDATE generations SET state = 'starting'");
                transaction.handle().execute("UPDATE deployments SET status = 'deploying'");
                transaction.handle().execute("UPDATE canaries SET state = 'passed'");
                assertThat(store.underWay(transaction.handle(), application)).hasValue(new Shift(2, 10));
            });
        }
    }

    @Test
    void showsNothingToAnotherOrganization() {
        alone(transaction -> store.shift(transaction, deployment, FIRST, Samples.NOW));

        var stranger = new OrganizationId(UUID.randomUUID());
        Optional<CanaryProgress> seen = database.read(handle -> store.find(handle, stranger, deployment.id()));

        assertThat(seen).isEmpty();
    }

    private Optional<Shift> underWay() {
        return database.read(handle -> store.underWay(handle, application));
    }

    private CanaryProgress progress() {
        return database.read(handle -> store.find(handle, deployment.organization(), deployment.id()))
                .orElseThrow();
    }

    private void alone(Consumer<Transaction> work) {
        database.useTransaction(transaction -> {
            transaction.handle().execute("SET LOCAL session_replication_role = replica");
            work.accept(transaction);
        });
    }
}
