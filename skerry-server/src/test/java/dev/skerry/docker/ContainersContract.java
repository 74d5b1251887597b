package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.docker.ContainerSpec.Restart;
import dev.skerry.docker.OutputLine.Stream;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.SkerryException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What every place for containers does.
interface ContainersContract {
    /// What a container of the contract does.
    enum Act {
        /// Says "hello" and, as an error, "oops", and ends with 7.
        SPEAKS,
        /// Says "hello" and stays until SIGTERM.
        STAYS,
        /// Takes all the memory it may have, and more.
        GREEDY
    }

    Containers containers();

    Labels labels();

    /// A name of this test alone.
    String name();

    String image(Act act);

    /// A network containers can join.
    String network();

    void putForeign(String name);

    void removeForeignThings();

    @AfterEach
    default void removeEverything() {
        containers().list(labels()).forEach(container -> containers().remove(container.name()));
        removeForeignThings();
    }

    @Test
    default void runsToTheEndAndTellsAllOfIt() {
        var lines = new ArrayList<OutputLine>();
        var before = Instant.now().minusSeconds(5);

        var result = containers().run(run(Act.SPEAKS), Cancellation.never(), lines::add);

        assertThat(result).isEqualTo(new RunResult(7, false));
        assertThat(lines)
                .extracting(OutputLine::stream, OutputLine::text)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(Stream.STDOUT, "hello"),
                        org.assertj.core.groups.Tuple.tuple(Stream.STDERR, "oops"));
        assertThat(lines).allMatch(line -> line.time().isAfter(before));
        assertThat(containers().list(labels())).isEmpty();
    }

    @Test
    default void saysWhenARunHadTooLittleMemory() {
        var result = containers().run(run(Act.GREEDY), Cancellation.never(), line -> {});

        assertThat(result.outOfMemory()).isTrue();
        assertThat(result.exitCode()).isEqualTo(137);
        assertThat(result.succeeded()).isFalse();
    }

    @Test
    default void removesARunThatIsCancelled() {
        var cancellation = new Cancellation();

        assertThatThrownBy(() -> containers().run(run(Act.STAYS), cancellation, line -> cancellation.cancel("enough")))
                .isInstanceOf(CancelledException.class)
                .hasMessage("enough");
        assertThat(containers().list(labels())).isEmpty();
    }

    @Test
    default void removesARunThatIsLate() {
        var late = TestSpecs.run(name(), image(Act.STAYS), Act.STAYS, labels(), Duration.ofSeconds(2));

        assertFails(
                ErrorCode.DEADLINE_EXCEEDED,
                "did not end within 2 s",
                () -> containers().run(late, Cancellation.never(), line -> {}));
        assertThat(containers().list(labels())).isEmpty();
    }

    @Test
    default void replacesARunThatACrashLeftBehind() {
        containers().start(spec(Act.STAYS, Restart.NEVER));

        assertThat(containers().run(run(Act.SPEAKS), Cancellation.never(), line -> {}))
                .isEqualTo(new RunResult(7, false));
        assertThat(containers().list(labels())).isEmpty();
    }

    @Test
    default void startsAContainerOnce() {
        containers().start(spec(Act.STAYS, Restart.ALWAYS));
        var first = containers().find(name()).orElseThrow();
        containers().start(spec(Act.STAYS, Restart.ALWAYS));

        assertThat(containers().list(labels())).singleElement().satisfies(container -> {
            assertThat(container.id()).isEqualTo(first.id());
            assertThat(container.name()).isEqualTo(name());
            assertThat(container.labels().matches(labels())).isTrue();
            assertThat(container.running()).isTrue();
            assertThat(container.exitCode()).isNull();
            assertThat(container.startedAt()).isEqualTo(first.startedAt()).isNotNull();
        });
        assertThat(containers().list(TestLabels.other())).isEmpty();
        assertThat(containers().find("no-such-container")).isEmpty();
    }

    @Test
    default void startsAContainerAgainThatStopped() {
        containers().start(spec(Act.STAYS, Restart.NEVER));
        containers().signal(name(), "TERM");
        await(() -> !containers().find(name()).orElseThrow().running());
        assertThat(containers().find(name()).orElseThrow().exitCode()).isEqualTo(143);

        containers().start(spec(Act.STAYS, Restart.NEVER));

        assertThat(containers().find(name()).orElseThrow().running()).isTrue();
    }

    @Test
    default void countsRestarts() {
        containers().start(spec(Act.STAYS, Restart.ALWAYS));
        // A signal by the API counts as a stop by hand on some engines; a process that dies by itself does not.
        killProcess(name());

        await(() -> containers().find(name()).orElseThrow().restarts() > 0);
    }

    void killProcess(String container);

    @Test
    default void joinsAndLeavesNetworks() {
        containers().start(spec(Act.STAYS, Restart.NEVER));
        containers().connect(name(), network(), List.of("it"));
        containers().connect(name(), network(), List.of("it"));
        assertThat(containers().find(name()).orElseThrow().addresses()).containsKey(network());

        containers().disconnect(name(), network());
        containers().disconnect(name(), network());
        assertThat(containers().find(name()).orElseThrow().addresses()).doesNotContainKey(network());
    }

    @Test
    default void leavesAContainerAloneThatSomebodyElseMade() {
        putForeign(name());

        assertFails(ErrorCode.CONFLICT, name(), () -> containers().start(spec(Act.STAYS, Restart.NEVER)));
        assertFails(
                ErrorCode.CONFLICT, name(), () -> containers().run(run(Act.SPEAKS), Cancellation.never(), line -> {}));
        assertFails(ErrorCode.CONFLICT, name(), () -> containers().remove(name()));
        assertFails(ErrorCode.CONFLICT, name(), () -> containers().signal(name(), "TERM"));
        assertFails(ErrorCode.CONFLICT, name(), () -> containers().connect(name(), network(), List.of()));
        assertThat(containers().find(name())).isPresent();
    }

    @Test
    default void saysWhatIsMissing() {
        containers().remove("no-such-container");

        assertFails(ErrorCode.NOT_FOUND, "no-such-container", () -> containers().signal("no-such-container", "HUP"));
        assertFails(
                ErrorCode.NOT_FOUND,
                "no-such-container",
                () -> containers().connect("no-such-container", network(), List.of()));
        assertFails(
                ErrorCode.NOT_FOUND,
                "no-such-container",
                () -> containers().logs("no-such-container", LogQuery.all(), Cancellation.never(), line -> {}));
    }

    @Test
    default void readsAndFollowsLogs() {
        containers().start(spec(Act.STAYS, Restart.NEVER));
        await(() -> read(LogQuery.all()).size() == 1);

        assertThat(read(LogQuery.lastLines(5))).containsExactly("hello");
        assertThat(read(LogQuery.lastLines(0))).isEmpty();
        assertThat(read(LogQuery.all().since(Instant.now().plusSeconds(60)))).isEmpty();
        assertThat(read(LogQuery.all().follow(Duration.ofMillis(500)))).containsExactly("hello");
    }

    @Test
    default void stopsFollowingWhenCancelled() {
        containers().start(spec(Act.STAYS, Restart.NEVER));
        var cancellation = new Cancellation();

        assertThatThrownBy(() -> containers()
                        .logs(
                                name(),
                                LogQuery.all().follow(Duration.ofMinutes(1)),
                                cancellation,
                                line -> cancellation.cancel("enough")))
                .isInstanceOf(CancelledException.class);
    }

    @Test
    default void removesItsOwnVolumesOnly() {
        var volume = new MountSpec.Volume(name() + "-data", "/data", false, labels());
        containers().start(spec(Act.STAYS, Restart.NEVER, List.of(volume)));
        containers().remove(name());

        assertThatThrownBy(() -> containers().removeVolume(volume.name(), Labels.of(Labels.INSTANCE, "another")))
                .isInstanceOf(SkerryException.class)
                .extracting("code")
                .isEqualTo(ErrorCode.CONFLICT);
        assertThat(containers().removeVolume(volume.name(), labels())).isTrue();
        assertThat(containers().removeVolume(volume.name(), labels())).isFalse();
    }

    private List<String> read(LogQuery query) {
        var lines = new ArrayList<String>();
        containers().logs(name(), query, Cancellation.never(), line -> lines.add(line.text()));
        return lines;
    }

    private RunSpec run(Act act) {
        return TestSpecs.run(name(), image(act), act, labels(), Duration.ofMinutes(1));
    }

    private ContainerSpec spec(Act act, Restart restart) {
        return spec(act, restart, List.of());
    }

    private ContainerSpec spec(Act act, Restart restart, List<MountSpec> mounts) {
        return new ContainerSpec(
                name(),
                image(act),
                TestSpecs.arguments(act),
                null,
                Map.of(),
                labels(),
                List.of(),
                List.of(),
                mounts,
                List.of(),
                null,
                Resources.UNLIMITED,
                restart,
                Duration.ofSeconds(1));
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        assertThat(Polling.until(Duration.ofSeconds(30), Cancellation.never(), condition))
                .isTrue();
    }

    private static void assertFails(ErrorCode code, String words, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(words);
    }
}
