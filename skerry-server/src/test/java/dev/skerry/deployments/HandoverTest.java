package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.applications.ApplicationStatus;
import dev.skerry.api.applications.Strategy;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.deployments.RollBack;
import dev.skerry.applications.Application;
import dev.skerry.db.TestDatabase;
import dev.skerry.deployments.Generation.State;
import dev.skerry.docker.FakeContainers;
import dev.skerry.docker.FakeImages;
import dev.skerry.router.ServerState.Health;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Which generation serves when one fails late.
class HandoverTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    private Path folder;

    private final FakeImages images = new FakeImages();
    private LiveFixture fixture;
    private Application notes;
    private Attempt old;

    @BeforeEach
    void deploy() {
        fixture = new LiveFixture(new EngineFixture(DATABASE.get(), folder, images, new FakeContainers()), folder);
        notes = fixture.application("notes");
        old = fixture.attempt(notes, Strategy.OVERLAP);
        fixture.makeLive(old);
        fixture.succeed(old);
    }

    @Test
    void givesBackToTheOldOneWhatFailedAfterTheSwitch() {
        var failing = switched();

        assertThat(fixture.engine().assembly.generations.takeBack(failing, "it answers nothing"))
                .isTrue();

        assertThat(fixture.serving(notes)).isEqualTo(fixture.servers(old));
        assertThat(fixture.state(old)).contains(State.LIVE);
        assertThat(fixture.state(failing)).contains(State.RETIRING);
        assertThat(fixture.now(notes))
                .returns(ApplicationStatus.RUNNING, Application::status)
                .returns(1, Application::liveRelease);
        assertThat(fixture.status(failing.deployment().id())).isEqualTo(DeploymentStatus.ROLLED_BACK);
    }

    @Test
    void wantsTheOldOneBackAlsoWhenNoneOfItsTasksIsUpRightNow() {
        var failing = switched();
        fixture.servers(old).forEach(server -> fixture.engine().router.health(server, Health.DOWN));

        assertThat(fixture.engine().assembly.generations.takeBack(failing, "it answers nothing"))
                .isTrue();

        assertThat(fixture.state(old)).contains(State.LIVE);
        assertThat(fixture.serving(notes)).as("until one of the old is up").isEqualTo(fixture.servers(failing));
        assertThat(fixture.now(notes).liveRelease()).isEqualTo(1);
    }

    @Test
    void keepsTheOldOneUntilTheDeploymentHasEndedHoweverShortTheWatch() {
        var late = switched();
        fixture.engine().clock.advance(Duration.ofMinutes(5));

        look(late);
        assertThat(fixture.state(old)).contains(State.STANDBY);

        fixture.succeed(late);
        look(late);
        assertThat(fixture.state(old)).contains(State.RETIRING);
    }

    @Test
    void leavesAloneWhatWasStoppedSinceItWasLookedAt() {
        var late = switched();
        fixture.succeed(late);
        var live = generation(late);
        fixture.engine().deployments.stop(fixture.engine().actor, new ApplicationInput(notes.ref()));

        assertThat(fixture.engine().assembly.handover.leadBack(notes, live, "it failed"))
                .isFalse();

        assertThat(fixture.now(notes).status()).isEqualTo(ApplicationStatus.STOPPED);
        assertThat(fixture.state(old)).contains(State.RETIRING);
    }

    @Test
    void closesTheDoorsForAnOldOneThatHasToWaitForItsPlace() {
        var replacing = fixture.attempt(notes, Strategy.RECREATE);
        var paused = generation(old);
        DATABASE.get()
                .useTransaction(transaction -> fixture.engine().generations.setPaused(transaction, paused, true));
        fixture.makeLive(replacing);
        fixture.succeed(replacing);

        assertThat(fixture.engine().assembly.handover.leadBack(notes, generation(replacing), "it failed"))
                .isTrue();

        assertThat(fixture.serving(notes))
                .as("else it would never be idle, nor go")
                .isEmpty();
        assertThat(generation(old)).returns(State.LIVE, Generation::state).returns(false, Generation::paused);
    }

    @Test
    void removesOneThatServesThoughItNeverBecameLive() {
        var torn = fixture.attempt(notes, Strategy.OVERLAP);
        fixture.start(torn);
        fixture.engine().router.swap(GenerationPlanner.backend(notes.id()), fixture.servers(torn));

        assertThat(fixture.engine().assembly.generations.takeBack(torn, "the commit failed"))
                .isFalse();

        assertThat(fixture.serving(notes)).isEqualTo(fixture.servers(old));
        assertThat(fixture.state(torn)).isEmpty();
    }

    @Test
    void goesBackToAReleaseThatHasServed() {
        fixture.succeed(fixture.attempt(notes, Strategy.OVERLAP)); // v2 never got that far
        var third = switched();
        fixture.succeed(third);
        images.put(EngineFixture.image("sha256:1"));
        images.put(EngineFixture.image("sha256:2"));

        var back = fixture.engine().deployments.rollBack(fixture.engine().actor, new RollBack(notes.ref(), null));

        assertThat(back.release()).isEqualTo(1);
    }

    private Attempt switched() {
        var attempt = fixture.attempt(notes, Strategy.OVERLAP);
        fixture.makeLive(attempt);
        return attempt;
    }

    private void look(Attempt late) {
        var engine = fixture.engine();
        var release = engine.assembly.generations.release(late.deployment());
        engine.assembly.watch.look(
                notes,
                generation(old),
                new Roster.Present(generation(late), release.specification()),
                new Seen(engine.swarm.workload(engine.assembly.planner.of(notes.id())), engine.router::servers));
    }

    private Generation generation(Attempt attempt) {
        return fixture.generation(attempt).orElseThrow();
    }
}
