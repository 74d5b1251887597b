package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.applications.Strategy;
import dev.skerry.api.deployments.DeploymentInput;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.db.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a deployment when somebody else has a word in it at the worst moment.
class EngineTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    private Path folder;

    private EngineFixture fixture;
    private final List<String> done = new ArrayList<>();

    @BeforeEach
    void make() {
        fixture = new EngineFixture(DATABASE.get(), folder);
    }

    @Test
    void runsStepAfterStepToSuccess() {
        var first = fixture.deploy(fixture.application("notes"));

        fixture.run(fixture.engine(step("one"), step("two")), first);

        assertThat(done).containsExactly("one", "two");
        assertThat(fixture.status(first)).isEqualTo(DeploymentStatus.SUCCESS);
    }

    @Test
    void doesNotBeginWhatIsSupersededWhileItIsTakenUp() {
        var notes = fixture.application("notes");
        var first = fixture.deploy(notes);
        var newer = new ArrayList<DeploymentId>();

        fixture.run(fixture.engine(new Scripted("one", () -> newer.add(fixture.deploy(notes)), () -> {})), first);

        assertThat(done).isEmpty();
        assertThat(fixture.get(first))
                .returns(DeploymentStatus.CANCELLED, Deployment::status)
                .returns("superseded by deployment #2", Deployment::error)
                .returns(null, Deployment::startedAt);
        assertThat(fixture.queue).contains(newer.getFirst());
        fixture.run(fixture.engine(step("one")), newer.getFirst());
        assertThat(fixture.status(newer.getFirst())).isEqualTo(DeploymentStatus.SUCCESS);
    }

    @Test
    void endsAtTheNextStepWhenTheWordToCancelItWasLost() {
        var first = fixture.deploy(fixture.application("notes"));
        var cancels =
                new Scripted("one", () -> {}, () -> fixture.service.cancel(fixture.actor, new DeploymentInput(first)));

        fixture.run(fixture.engine(cancels, step("two")), first);

        assertThat(done).containsExactly("one");
        assertThat(fixture.get(first))
                .returns(DeploymentStatus.CANCELLED, Deployment::status)
                .returns("cancelled on request", Deployment::error);
    }

    @Test
    void letsTheNextBeginWhenItFindsThatItHasEnded() {
        var notes = fixture.application("notes");
        var first = fixture.deploy(notes);
        var waiting = new ArrayList<DeploymentId>();
        var isRolledBack = new Scripted("one", () -> {}, () -> {
            waiting.add(fixture.deploy(notes));
            DATABASE.get()
                    .useTransaction(transaction -> fixture.deployments.rollBack(
                            transaction, fixture.get(first), "it failed", fixture.clock.instant()));
        });

        fixture.run(fixture.engine(isRolledBack, step("two")), first);

        assertThat(done).containsExactly("one");
        assertThat(fixture.status(first)).isEqualTo(DeploymentStatus.ROLLED_BACK);
        assertThat(fixture.queue).endsWith(waiting.getFirst());
    }

    @Test
    void letsTheNextBeginWhenItHadEndedBeforeItWasTakenUp() {
        var notes = fixture.application("notes");
        var first = fixture.attempt(notes, Strategy.OVERLAP);
        var waiting = fixture.deploy(notes);
        fixture.succeed(first);
        assertThat(fixture.queue).doesNotContain(waiting);

        fixture.run(fixture.engine(step("one")), first.deployment().id());

        assertThat(done).isEmpty();
        assertThat(fixture.queue).endsWith(waiting);
    }

    @Test
    void keepsTheFirstEnd() {
        var first = fixture.deploy(fixture.application("notes"));
        fixture.run(fixture.engine(step("one")), first);

        DATABASE.get()
                .useTransaction(transaction -> fixture.deployments.finish(
                        transaction, fixture.get(first), DeploymentStatus.FAILED, "too late", fixture.clock.instant()));
        assertThat(fixture.status(first)).isEqualTo(DeploymentStatus.SUCCESS);
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
