package dev.skerry.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.docker.FakeSwarm;
import dev.skerry.docker.FakeTaskLogs;
import dev.skerry.docker.Labels;
import dev.skerry.docker.NetworkSpec;
import dev.skerry.docker.OutputLine.Stream;
import dev.skerry.docker.Resources;
import dev.skerry.docker.ServiceSpec;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectorTest {
    private static final UUID APPLICATION = UUID.fromString("0191e8a0-5f3c-7d2b-9a41-2c6f0b7e9d14");
    private static final Labels OWN = Labels.of(Labels.INSTANCE, "instance-1");
    private static final Labels WEB = OWN.with(Labels.APPLICATION, APPLICATION.toString())
            .with(Labels.GENERATION, "3")
            .with(Labels.PROCESS, "web");
    private static final Labels NOTHING_SPECIAL = new Labels(Map.of());
    private static final LogBounds BOUNDS = new LogBounds(10_000_000, Duration.ofDays(7));
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration ROUND = Duration.ofMillis(20);

    @TempDir
    private Path folder;

    private final FakeSwarm swarm = new FakeSwarm();
    private final FakeTaskLogs tasks = new FakeTaskLogs();
    private Cancellation stopping = new Cancellation();
    private String task = "";

    @BeforeEach
    void deploy() {
        swarm.createNetwork(new NetworkSpec("net", OWN));
        swarm.createService(service("web-3", WEB));
        task = swarm.tasks(WEB).getFirst().id();
        swarm.createService(service("not-ours", Labels.of(Labels.INSTANCE, "instance-2")));
        swarm.createService(service("no-application", OWN));
        tasks.say("not-ours", "task-9", Stream.STDOUT, "somebody else's");
        tasks.say("no-application", "task-8", Stream.STDOUT, "of no application");
    }

    @AfterEach
    void stop() {
        stopping.cancel("the test is over");
    }

    @Test
    void keepsWhatEachTaskWritesUnderItsName() throws Exception {
        tasks.say("web-3", task, Stream.STDOUT, "one");
        tasks.say("web-3", "task-forgotten", Stream.STDERR, "two");
        var log = start();

        assertThat(await(log, 2)).containsExactly("web.1.task one", "web.task two");

        tasks.say("web-3", task, Stream.STDOUT, "three");

        assertThat(await(log, 3)).containsExactly("web.1.task one", "web.task two", "web.1.task three");
    }

    @Test
    void goesOnWhereItWasWhenItIsKilled() throws Exception {
        tasks.say("web-3", task, Stream.STDOUT, "one");
        await(start(), 1);
        stopping.cancel("killed");
        tasks.say("web-3", task, Stream.STDOUT, "while it was dead");
        tasks.say("web-3", task, Stream.STDERR, "and an error");

        var log = start();

        assertThat(await(log, 3))
                .containsExactly("web.1.task one", "web.1.task while it was dead", "web.1.task and an error");
    }

    @Test
    void forgetsAServiceThatIsGoneButNotItsLines() throws Exception {
        tasks.say("web-3", task, Stream.STDOUT, "one");
        var log = start();
        await(log, 1);

        swarm.removeService("web-3");
        tasks.remove("web-3");

        for (var end = System.nanoTime() + LONG.toNanos(); !log.places(3).isEmpty(); Thread.sleep(20)) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
        assertThat(await(log, 1)).containsExactly("web.1.task one");
    }

    @Test
    void looksWhenSomethingIsHeardAndAtTimes() {
        tasks.say("web-3", task, Stream.STDOUT, "one");
        var clock = new SettableClock(Instant.now());
        var collector = collector(store(), clock);
        collector.hear(NOTHING_SPECIAL);
        collector.start(stopping);
        awaitQuestions(2); // at the start, and for what was heard before

        collector.hear(Labels.of(Labels.INSTANCE, "instance-2"));
        pass(40);
        assertThat(swarm.questions()).as("while it hears nothing of its own").isEqualTo(2);

        collector.hear(Labels.of("name", "web-3"));
        awaitQuestions(3);
        pass(10);
        clock.advance(Duration.ofSeconds(30));
        awaitQuestions(4);
        pass(10);
        assertThat(swarm.questions()).isEqualTo(4);
    }

    @Test
    void looksInEachRoundWhileNobodyTells() {
        tasks.say("web-3", task, Stream.STDOUT, "one");
        var collector = collector(store(), new SettableClock(Instant.now()));
        collector.start(stopping);
        awaitQuestions(5);

        collector.hear(NOTHING_SPECIAL);
        collector.hearNothing();
        awaitQuestions(swarm.questions() + 5);
    }

    @Test
    void followsAServiceAsSoonAsItIsHeardOf() throws Exception {
        tasks.say("web-3", task, Stream.STDOUT, "one");
        var store = store();
        var collector = collector(store, new SettableClock(Instant.now())); // it looks at no time of its own
        collector.hear(NOTHING_SPECIAL);
        collector.start(stopping);
        awaitQuestions(2);

        swarm.createService(service("web-4", WEB.with(Labels.GENERATION, "4")));
        tasks.say("web-4", "task-4", Stream.STDOUT, "of the next");
        collector.hear(Labels.of("name", "web-4"));

        assertThat(await(store.of(APPLICATION), 2)).containsExactlyInAnyOrder("web.1.task one", "web.task of the next");
    }

    @Test
    void boundsATaskThatWritesTooMuch() throws Exception {
        for (var i = 0; i < 60_000; i++) {
            tasks.say("web-3", task, Stream.STDOUT, "line " + i);
        }
        var log = start();

        var end = System.nanoTime() + LONG.toNanos();
        while (kept(log) + leftOut(log) < 60_000) {
            assertThat(System.nanoTime()).isLessThan(end);
            log.awaitBeyond(log.end(), Duration.ofMillis(100));
        }

        assertThat(kept(log)).isBetween((long) Allowance.LINES, 59_999L);
        assertThat(kept(log) + leftOut(log)).isEqualTo(60_000);
    }

    private static long kept(ApplicationLog log) throws IOException {
        return texts(log).stream().filter(text -> text.contains(" line ")).count();
    }

    private static long leftOut(ApplicationLog log) throws IOException {
        return texts(log).stream()
                .filter(text -> text.endsWith("or 1 MB a second"))
                .mapToLong(text -> Long.parseLong(text.split(" ")[1]))
                .sum();
    }

    private ApplicationLog start() {
        stopping = new Cancellation();
        var store = store();
        new Collector(swarm, tasks, store, "instance-1", InstantSource.system()).start(stopping);
        return store.of(APPLICATION);
    }

    private Collector collector(LogStore store, InstantSource clock) {
        return new Collector(swarm, tasks, store, "instance-1", clock, ROUND);
    }

    private LogStore store() {
        return new LogStore(folder, BOUNDS, InstantSource.system());
    }

    /// So many rounds.
    private static void pass(int rounds) {
        Cancellation.never().sleep(ROUND.multipliedBy(rounds));
    }

    private void awaitQuestions(int count) {
        for (var end = System.nanoTime() + LONG.toNanos(); swarm.questions() < count; pass(1)) {
            assertThat(System.nanoTime()).as("%d questions", swarm.questions()).isLessThan(end);
        }
    }

    private static List<String> await(ApplicationLog log, int count) throws IOException, InterruptedException {
        var texts = texts(log);
        for (var end = System.nanoTime() + LONG.toNanos(); texts.size() < count; texts = texts(log)) {
            assertThat(System.nanoTime()).as("%s", texts).isLessThan(end);
            log.awaitBeyond(log.end(), Duration.ofMillis(100));
        }
        return texts;
    }

    private static List<String> texts(ApplicationLog log) throws IOException {
        return Everything.of(log, 0, Selection.of(null, null, null)).stream()
                .map(entry -> entry.source() + " " + entry.text())
                .toList();
    }

    private static ServiceSpec service(String name, Labels labels) {
        return new ServiceSpec(
                name,
                "image",
                List.of(),
                Map.of(),
                labels,
                1,
                "net",
                List.of(),
                Resources.UNLIMITED,
                List.of(),
                List.of(),
                null,
                Duration.ofSeconds(1));
    }
}
