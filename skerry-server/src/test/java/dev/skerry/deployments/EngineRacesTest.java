package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.deployments.Deploy;
import dev.skerry.api.deployments.DeploymentInput;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.db.TestDatabase;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.Cancellation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a deployment when somebody else has a word in it at the worst moment.
class EngineRacesTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    private Path folder;

    private EngineFixture fixture;
    private ApplicationRef notes;
    private final List<String> done = new ArrayList<>();

    @BeforeEach
    void make() {
        fixture = new EngineFixture(DATABASE.get(), folder);
        notes = fixture.create("notes", "notes:1");
    }

    @Test
    void runsStepAfterStepToSuccess() {
        var first = deploy();

        run(engine(step("one"), step("two")), first);

        assertThat(done).containsExactly("one", "two");
        assertThat(status(first)).isEqualTo(DeploymentStatus.SUCCESS);
    }

    @Test
    void doesNotBeginWhatIsSupersededWhileItIsTakenUp() {
        var first = deploy();
        var newer = new ArrayList<DeploymentId>();

        run(engine(new Scripted("one", () -> newer.add(deploy()), () -> {})), first);

        assertThat(done).isEmpty();
        assertThat(fixture.find(first))
                .returns(DeploymentStatus.CANCELLED, Deployment::status)
                .returns("superseded by deployment #2", Deployment::error)
                .returns(null, Deployment::startedAt);
        assertThat(queue()).contains(newer.getFirst());
        run(engine(step("one")), newer.getFirst());
        assertThat(status(newer.getFirst())).isEqualTo(DeploymentStatus.SUCCESS);
    }

    @Test
    void endsAtTheNextStepWhenTheWordToCancelItWasLost() {
        var first = deploy();
        var cancels = new Scripted(
                "one", () -> {}, () -> fixture.deployments.cancel(fixture.actor, new DeploymentInput(first)));

        run(engine(cancels, step("two")), first);

        assertThat(done).containsExactly("one");
        assertThat(fixture.find(first))
                .returns(DeploymentStatus.CANCELLED, Deployment::status)
                .returns("cancelled on request", Deployment::error);
    }

    @Test
    void letsTheNextBeginWhenItFindsThatItHasEnded() {
        var first = deploy();
        var waiting = new ArrayList<DeploymentId>();
        var isRolledBack = new Scripted("one", () -> {}, () -> {
            waiting.add(deploy());
            rollBack(first);
        });

        run(engine(isRolledBack, step("two")), first);

        assertThat(done).containsExactly("one");
        assertThat(status(first)).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(queue()).endsWith(waiting.getFirst());
    }

    @Test
    void letsTheNextBeginWhenItHadEndedBeforeItWasTakenUp() {
        var first = deploy();
        begin(first);
        var waiting = deploy();
        finish(first, DeploymentStatus.SUCCESS);
        assertThat(queue()).doesNotContain(waiting);

        run(engine(step("one")), first);

        assertThat(done).isEmpty();
        assertThat(queue()).endsWith(waiting);
    }

    @Test
    void keepsTheFirstEnd() {
        var first = deploy();
        run(engine(step("one")), first);

        finish(first, DeploymentStatus.FAILED);

        assertThat(status(first)).isEqualTo(DeploymentStatus.SUCCESS);
    }

    private DeploymentId deploy() {
        return fixture.deployments
                .deploy(fixture.actor, new Deploy(notes, null, true))
                .id();
    }

    private void begin(DeploymentId id) {
        change(
                id,
                (transaction, deployment) -> fixture.assembly.deployments.advance(
                        transaction, deployment, DeploymentStatus.BUILDING, fixture.clock.instant()));
    }

    private void finish(DeploymentId id, DeploymentStatus status) {
        change(
                id,
                (transaction, deployment) -> fixture.assembly.deployments.finish(
                        transaction, deployment, status, null, fixture.clock.instant()));
    }

    private void rollBack(DeploymentId id) {
        change(
                id,
                (transaction, deployment) -> fixture.assembly.deployments.rollBack(
                        transaction, deployment, "it failed", fixture.clock.instant()));
    }

    private void change(DeploymentId id, BiConsumer<Transaction, Deployment> change) {
        var now = fixture.find(id);
        DATABASE.get().useTransaction(transaction -> change.accept(transaction, now));
    }

    private Engine engine(Step... steps) {
        return new Engine(fixture.assembly.engineParts((transaction, next) -> fixture.due.add(next)), List.of(steps));
    }

    private void run(Engine engine, DeploymentId deployment) {
        engine.run(fixture.actor.organization(), deployment, Cancellation.never());
    }

    private List<DeploymentId> queue() {
        return fixture.due.stream().map(Deployment::id).toList();
    }

    private DeploymentStatus status(DeploymentId deployment) {
        return fixture.find(deployment).status();
    }

    private Scripted step(String name) {
        return new Scripted(name, () -> {}, () -> {});
    }

    /// Lets something happen just before the engine goes on to it, and while it runs.
    private final class Scripted implements Step {
        private final String name;
        private final Runnable inside;
        private Runnable before;

        Scripted(String name, Runnable before, Runnable inside) {
            this.name = name;
            this.before = before;
            this.inside = inside;
        }

        @Override
        public String name() {
            var once = before;
            before = () -> {};
            once.run();
            return name;
        }

        @Override
        public DeploymentStatus status() {
            return DeploymentStatus.BUILDING;
        }

        @Override
        public Result run(Attempt attempt) {
            done.add(name);
            inside.run();
            return new Result.Done("done");
        }
    }
}
