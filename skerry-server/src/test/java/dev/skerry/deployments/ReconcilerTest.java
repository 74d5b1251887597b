package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.applications.Application;
import dev.skerry.db.TestDatabase;
import dev.skerry.deployments.Generation.State;
import dev.skerry.docker.Labels;
import dev.skerry.docker.ServiceState;
import dev.skerry.docker.TaskState;
import dev.skerry.kernel.Cancellation;
import dev.skerry.router.ServerAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ReconcilerTest {
    private static final Labels NOTHING_SPECIAL = new Labels(Map.of());
    private static final int ENOUGH = 200;

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    private Path folder;

    private ReconcilerFixture engine;

    @BeforeEach
    void start() {
        DATABASE.get()
                .useTransaction(
                        transaction -> transaction.handle().execute("TRUNCATE organizations, accounts CASCADE"));
        engine = new ReconcilerFixture(DATABASE.get(), folder);
    }

    @Test
    void letsTheRouterFollowTheTasksOfWhatIsLive() {
        var notes = engine.application("notes");
        engine.generation(notes, 1, State.LIVE);

        settle();
        assertThat(serving(notes)).containsExactly(address(notes));

        engine.swarm.kill(task(notes).id(), 1);
        engine.reconciler.hear(task(notes).labels());
        awaitRounds(() -> !serving(notes).isEmpty() && serving(notes).equals(Set.of(address(notes))));
    }

    @Test
    void asksNeitherDockerNorTheRouterWhileNothingHappens() {
        engine.generation(engine.application("notes"), 1, State.LIVE);
        settle();
        engine.clock.advance(Duration.ofSeconds(3));
        engine.reconciler.hear(NOTHING_SPECIAL);
        engine.reconciler.round();
        engine.reconciler.round();
        var docker = engine.asked.questions();
        var router = engine.router.questions();

        for (int i = 0; i < 9; i++) {
            engine.clock.advance(Duration.ofMillis(500));
            engine.reconciler.round();
        }
        assertThat(engine.asked.questions()).isEqualTo(docker);
        assertThat(engine.router.questions()).isEqualTo(router);

        engine.clock.advance(Duration.ofMillis(500));
        engine.reconciler.round();
        assertThat(engine.asked.questions()).isEqualTo(docker + 1);
        assertThat(engine.router.questions()).isEqualTo(router + 1);
    }

    @Test
    void looksAtEverythingInEachRoundWhileDockerTellsNothing() {
        engine.generation(engine.application("notes"), 1, State.LIVE);
        settle();
        engine.reconciler.hear(NOTHING_SPECIAL);
        engine.reconciler.hearNothing();
        var docker = engine.asked.questions();

        engine.reconciler.round();
        engine.reconciler.round();

        assertThat(engine.asked.questions()).isEqualTo(docker + 2);
    }

    @Test
    void noticesWhatAnotherNodeWroteThoughNobodyTold() {
        var notes = engine.application("notes");
        engine.generation(notes, 1, State.LIVE);
        settle();
        engine.reconciler.hear(NOTHING_SPECIAL);
        engine.reconciler.round();

        engine.execute("UPDATE applications SET label = 'memo' WHERE id = ?", notes.id());
        engine.execute("UPDATE generations SET state = 'retiring' WHERE application_id = ?", notes.id());
        engine.reconciler.round();

        assertThat(engine.router.route("memo.apps.test", "/")).isPresent();
        awaitRounds(() -> engine.state(notes, 1) == State.GONE);
        assertThat(engine.swarm.services(engine.assembly.planner.own())).isEmpty();
    }

    @Test
    void makesAServiceAgainThatWentMissingWithItsEnvironment() {
        var notes = engine.application("notes");
        engine.generation(notes, 1, State.LIVE);
        settle();
        var web = GenerationPlanner.serviceName(notes.id(), GenerationPlanner.WEB, 1);

        engine.swarm.removeService(web);
        engine.reconciler.run();

        awaitRounds(() -> engine.swarm.spec(web).isPresent());
        assertThat(engine.swarm.spec(web).orElseThrow().environment())
                .containsEntry("DATABASE_URL", "postgres://user:1@db/notes");
        assertThat(engine.assembly.drift.newestFirst())
                .extracting(found -> found.what())
                .contains("The service %s was missing and was made again".formatted(web));
    }

    @Test
    void bringsAServiceBackThatSomebodyAltered() {
        var notes = engine.application("notes");
        engine.generation(notes, 1, State.LIVE);
        settle();
        engine.reconciler.hear(NOTHING_SPECIAL);
        engine.reconciler.round();
        var web = GenerationPlanner.serviceName(notes.id(), GenerationPlanner.WEB, 1);
        var before = engine.swarm.spec(web).orElseThrow();

        engine.swarm.alter(web, "DATABASE_URL", "postgres://elsewhere/notes");
        engine.reconciler.hear(Labels.of("name", web));

        awaitRounds(() -> engine.swarm.spec(web).orElseThrow().equals(before));
        awaitRounds(() -> serving(notes).equals(Set.of(address(notes))));
        assertThat(engine.swarm.services(engine.assembly.planner.own())).noneMatch(ServiceState::altered);
        assertThat(engine.swarm.calls())
                .filteredOn(call -> call.startsWith("restoreService"))
                .containsExactly("restoreService " + web);
        assertThat(engine.assembly.drift.newestFirst())
                .extracting(found -> found.what())
                .containsOnlyOnce("The service %s was altered and was brought back to its release".formatted(web));
    }

    @Test
    void removesAServiceThatBelongsToNothing() {
        var notes = engine.application("notes");
        engine.generation(notes, 1, State.LIVE);
        settle();
        engine.generation(notes, 2, State.GONE);
        assertThat(engine.swarm.services(engine.assembly.planner.of(notes.id(), 2)))
                .hasSize(2);

        awaitRounds(() ->
                engine.swarm.services(engine.assembly.planner.of(notes.id(), 2)).isEmpty());

        assertThat(engine.swarm.services(engine.assembly.planner.of(notes.id(), 1)))
                .hasSize(2);
    }

    @Test
    void rollsBackAndFollowsOthersWhileOneApplicationTakesLongToEnd() {
        var slow = engine.application("slow");
        engine.generation(slow, 1, State.LIVE);
        var watched = engine.application("watched");
        engine.generation(watched, 1, State.LIVE);
        settle();
        var stuck = GenerationPlanner.serviceName(slow.id(), GenerationPlanner.WEB, 1);
        engine.asked.holdUp(stuck);
        engine.execute("UPDATE generations SET state = 'retiring' WHERE application_id = ?", slow.id());
        awaitRounds(() -> serving(slow).isEmpty());

        engine.execute("UPDATE generations SET state = 'standby' WHERE application_id = ?", watched.id());
        engine.generation(watched, 2, State.LIVE); // the router has found none of its tasks healthy
        awaitRounds(() -> engine.state(watched, 1) == State.LIVE);

        assertThat(engine.state(watched, 2)).isIn(State.RETIRING, State.GONE);
        assertThat(engine.state(slow, 1)).isEqualTo(State.RETIRING);
        engine.asked.goOn(stuck);
        awaitRounds(() -> engine.state(slow, 1) == State.GONE);
    }

    /// Until nothing is left to do.
    private void settle() {
        for (int i = 0; i < 6; i++) {
            engine.reconciler.run();
        }
    }

    private void awaitRounds(BooleanSupplier condition) {
        for (int i = 0; i < ENOUGH && !condition.getAsBoolean(); i++) {
            engine.clock.advance(Duration.ofMillis(500));
            engine.reconciler.round();
            Cancellation.never().sleep(Duration.ofMillis(5)); // chores have threads of their own
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private Set<ServerAddress> serving(Application application) {
        return engine.router.serving(GenerationPlanner.backend(application.id()));
    }

    private TaskState task(Application application) {
        return engine.swarm.tasks(engine.assembly.planner.of(application.id())).stream()
                .filter(task ->
                        GenerationPlanner.WEB.equals(task.labels().values().get(Labels.PROCESS)))
                .findFirst()
                .orElseThrow();
    }

    private ServerAddress address(Application application) {
        return new ServerAddress(
                task(application).addresses().values().iterator().next(), 8080);
    }
}
