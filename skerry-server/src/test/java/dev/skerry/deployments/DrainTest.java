package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.applications.CreateApplication;
import dev.skerry.api.applications.Source;
import dev.skerry.api.applications.Strategy;
import dev.skerry.api.values.ImageReference;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.Seconds;
import dev.skerry.applications.Application;
import dev.skerry.db.TestDatabase;
import dev.skerry.deployments.Generation.State;
import dev.skerry.docker.Labels;
import dev.skerry.kernel.Cancellation;
import dev.skerry.router.ServerAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How long a release that was replaced keeps a session that does not end, as a WebSocket's.
@Timeout(120)
class DrainTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    private Path folder;

    @BeforeEach
    void clear() {
        DATABASE.get()
                .useTransaction(
                        transaction -> transaction.handle().execute("TRUNCATE organizations, accounts CASCADE"));
    }

    @ParameterizedTest
    @CsvSource({"20, 20", ", 300", "900, 900"})
    void keepsASessionForTheTimeOfTheApplicationAndNoLonger(@Nullable Integer set, int seconds) {
        var engine = new ReconcilerFixture(DATABASE.get(), folder);
        var notes = engine.application("notes");
        engine.generation(notes, 1, State.LIVE);
        for (int i = 0; i < 6; i++) {
            engine.reconciler.run();
        }
        setDrain(engine, notes, set);
        var held = address(engine, notes);
        engine.router.sessions(held, 1);
        var retired = engine.clock.instant();
        engine.execute(
                "UPDATE generations SET state = 'retiring', changed_at = ? WHERE application_id = ?",
                retired,
                notes.id());

        var over = retired.plusSeconds(seconds);
        while (engine.clock.instant().plusMillis(500).isBefore(over)) {
            round(engine);
            assertThat(engine.state(notes, 1)).isEqualTo(State.RETIRING);
        }
        assertThat(engine.router.serving(GenerationPlanner.backend(notes.id()))).isEmpty();
        assertThat(engine.router.servers(GenerationPlanner.backend(notes.id())))
                .singleElement()
                .satisfies(server -> assertThat(server.sessions()).isEqualTo(1));

        await(() -> {
            round(engine);
            return engine.state(notes, 1) == State.GONE;
        });
        assertThat(engine.swarm.services(engine.assembly.planner.own())).isEmpty();
        assertThat(engine.router.servers().values())
                .allSatisfy(servers -> assertThat(servers).isEmpty());
    }

    @Test
    void endsAtOnceWithoutAnyTimeToDrain() {
        var engine = new ReconcilerFixture(DATABASE.get(), folder);
        var notes = engine.application("notes");
        engine.generation(notes, 1, State.LIVE);
        for (int i = 0; i < 6; i++) {
            engine.reconciler.run();
        }
        setDrain(engine, notes, 0);
        engine.router.sessions(address(engine, notes), 1);
        var retired = engine.clock.instant();
        engine.execute(
                "UPDATE generations SET state = 'retiring', changed_at = ? WHERE application_id = ?",
                retired,
                notes.id());

        await(() -> {
            engine.reconciler.run();
            return engine.state(notes, 1) == State.GONE;
        });
        assertThat(engine.clock.instant()).isEqualTo(retired);
    }

    @Test
    void makesWayWithoutWaitingWhereThereIsNoTimeToDrain() {
        var fixture = new LiveFixture(new EngineFixture(DATABASE.get(), folder), folder);
        var notes = recreated(fixture, new Seconds(0));
        var old = live(fixture, notes);
        fixture.servers(old).forEach(server -> fixture.engine().router.sessions(server, 1));

        fixture.start(fixture.attempt(notes, Strategy.RECREATE)); // the clock stands still

        assertThat(fixture.servers(old)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3, 3", ", 10", "600, 10"})
    void makesWayAfterTenSecondsAtMost(@Nullable Integer set, int seconds) throws Exception {
        var fixture = new LiveFixture(new EngineFixture(DATABASE.get(), folder), folder);
        var notes = recreated(fixture, set == null ? null : new Seconds(set));
        var old = live(fixture, notes);
        var held = fixture.servers(old);
        held.forEach(server -> fixture.engine().router.sessions(server, 1));
        var replacing = fixture.attempt(notes, Strategy.RECREATE);

        var start = Thread.ofVirtual().start(() -> fixture.start(replacing));
        await(() -> fixture.serving(notes).isEmpty());
        var router = fixture.engine().router;
        var asked = router.questions();
        await(() -> router.questions() > asked); // it has begun to wait
        fixture.engine().clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
        assertThat(start.join(Duration.ofMillis(500)))
                .as("it waits for the session")
                .isFalse();
        assertThat(fixture.servers(old)).isEqualTo(held);

        fixture.engine().clock.advance(Duration.ofMillis(1));

        assertThat(start.join(Duration.ofSeconds(30))).isTrue();
        assertThat(fixture.servers(old)).isEmpty();
    }

    private static Application recreated(LiveFixture fixture, @Nullable Seconds drain) {
        return fixture.engine()
                .application(fixture.engine()
                        .create(new CreateApplication(
                                new Name("notes"),
                                null,
                                new Source.Image(new ImageReference("notes:1")),
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                drain)));
    }

    private static Attempt live(LiveFixture fixture, Application notes) {
        var old = fixture.attempt(notes, Strategy.RECREATE);
        fixture.makeLive(old);
        fixture.succeed(old);
        assertThat(fixture.serving(notes)).isEqualTo(fixture.servers(old)).isNotEmpty();
        return old;
    }

    private static void setDrain(ReconcilerFixture engine, Application application, @Nullable Integer seconds) {
        engine.execute(
                "UPDATE applications SET settings = jsonb_set(settings, '{chosenDrain}', ?::jsonb) WHERE id = ?",
                String.valueOf(seconds),
                application.id());
    }

    private static ServerAddress address(ReconcilerFixture engine, Application application) {
        return engine.swarm.tasks(engine.assembly.planner.of(application.id())).stream()
                .filter(task ->
                        GenerationPlanner.WEB.equals(task.labels().values().get(Labels.PROCESS)))
                .flatMap(task -> task.addresses().values().stream())
                .map(ip -> new ServerAddress(ip, 8080))
                .findFirst()
                .orElseThrow();
    }

    private static void round(ReconcilerFixture engine) {
        engine.clock.advance(Duration.ofMillis(500));
        engine.reconciler.round();
    }

    private static void await(BooleanSupplier condition) {
        for (int i = 0; i < 1000 && !condition.getAsBoolean(); i++) {
            Cancellation.never().sleep(Duration.ofMillis(10)); // chores have threads of their own
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
