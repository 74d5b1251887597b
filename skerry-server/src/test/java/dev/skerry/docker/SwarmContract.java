package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.docker.TaskState.Phase;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.SkerryException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What every Swarm does. The fake is trusted because it passes this too.
interface SwarmContract {
    Duration LONG = Duration.ofSeconds(60);

    Swarm swarm();

    /// Labels of this test alone.
    Labels labels();

    /// The name of this test's network.
    String network();

    /// An image whose tasks behave so, given the arguments and health command of `spec`.
    String image(FakeBehaviour behaviour);

    /// A network with that name, as if somebody else had made it.
    void putForeignNetwork(String name);

    /// Gives a service another variable, as somebody does by `docker service update`.
    void alter(String service, String variable, String value);

    /// The variables a running task has, perhaps with those of its image.
    Map<String, String> environment(TaskState task);

    /// Stores the files of a service that is never made.
    void storeFiles(ServiceSpec service);

    /// The names of the files with this test's labels.
    List<String> files();

    /// Removes what Skerry must not.
    void removeForeignThings();

    /// Whether anything of the service still runs.
    boolean hasContainers(String service);

    @AfterEach
    default void removeEverything() {
        swarm().services(labels()).forEach(service -> swarm().removeService(service.name()));
        swarm().networks(labels()).forEach(network -> swarm().removeNetwork(network.name()));
        removeForeignThings();
    }

    @Test
    default void initialisesOnce() {
        swarm().initialise("127.0.0.1");
        swarm().initialise("127.0.0.1");
    }

    @Test
    default void makesANetworkOnce() {
        makeNetwork();
        makeNetwork();

        assertThat(swarm().networks(labels())).singleElement().satisfies(network -> {
            assertThat(network.name()).isEqualTo(network());
            assertThat(network.labels().matches(labels())).isTrue();
        });
        assertThat(swarm().networks(TestLabels.other())).isEmpty();
    }

    @Test
    default void leavesANetworkAloneThatSomebodyElseMade() {
        putForeignNetwork(network());

        assertFails(ErrorCode.CONFLICT, network(), this::makeNetwork);
        assertFails(ErrorCode.CONFLICT, network(), () -> swarm().removeNetwork(network()));
    }

    @Test
    default void removesWhatIsNotThere() {
        swarm().removeNetwork("no-such-network");
        swarm().removeService("no-such-service");
    }

    @Test
    default void keepsANetworkThatIsInUseAndSaysByWhat() {
        start(FakeBehaviour.RUNS, 1);

        assertFails(ErrorCode.CONFLICT, service(), () -> swarm().removeNetwork(network()));
        assertThat(swarm().networks(labels())).hasSize(1);
    }

    @Test
    default void runsAsManyTasksAsAskedEachWithAnAddressOfItsOwn() {
        start(FakeBehaviour.RUNS, 2);

        var tasks = await(all -> running(all).size() == 2);

        assertThat(running(tasks))
                .allSatisfy(task -> {
                    assertThat(task.service()).isEqualTo(service());
                    assertThat(task.labels().matches(labels())).isTrue();
                    assertThat(task.container()).isNotNull();
                    assertThat(task.node()).isNotEmpty();
                    assertThat(task.exitCode()).isNull();
                    assertThat(task.error()).isNull();
                })
                .extracting(task -> task.addresses().get(network()))
                .doesNotHaveDuplicates()
                .allMatch(address -> address.matches("\\d+\\.\\d+\\.\\d+\\.\\d+"));
        assertThat(swarm().services(labels())).singleElement().satisfies(service -> {
            assertThat(service.name()).isEqualTo(service());
            assertThat(service.image()).isEqualTo(image(FakeBehaviour.RUNS));
            assertThat(service.replicas()).isEqualTo(2);
        });
        assertThat(swarm().tasks(TestLabels.other())).isEmpty();
    }

    @Test
    default void startsAServiceOnce() {
        start(FakeBehaviour.RUNS, 1);
        start(FakeBehaviour.RUNS, 1);

        assertThat(swarm().services(labels())).hasSize(1);
        var other = TestSpecs.service(service(), network(), labels().with("other", "yes"), image(FakeBehaviour.RUNS));
        assertFails(ErrorCode.CONFLICT, service(), () -> swarm().createService(other));
    }

    @Test
    default void needsTheNetworkOfAService() {
        var lost = TestSpecs.service(service(), "no-such-network", labels(), image(FakeBehaviour.RUNS));

        assertFails(ErrorCode.NOT_FOUND, "no-such-network", () -> swarm().createService(lost));
    }

    @Test
    default void tellsOfContainersThatStart() throws InterruptedException {
        var heard = new LinkedBlockingQueue<Labels>();
        var stopping = new Cancellation();
        var listener = Thread.ofVirtual().start(() -> {
            try {
                swarm().listen(stopping, heard::add);
            } catch (CancelledException e) {
                heard.add(Labels.of("ended", "by cancellation"));
            }
        });
        assertThat(heard.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(new Labels(Map.of()));

        start(FakeBehaviour.RUNS, 1);

        assertThat(Polling.until(
                        LONG, Cancellation.never(), () -> heard.stream().anyMatch(labels -> labels.matches(labels()))))
                .as("heard: %s", heard)
                .isTrue();
        stopping.cancel("enough");
        listener.join();
        assertThat(heard).contains(Labels.of("ended", "by cancellation"));
    }

    @Test
    default void scalesWithoutReplacingWhatRuns() {
        start(FakeBehaviour.RUNS, 1);
        var first = running(await(all -> running(all).size() == 1)).getFirst();

        swarm().scale(service(), 2);
        assertThat(running(await(all -> running(all).size() == 2)))
                .extracting(TaskState::id)
                .contains(first.id());

        swarm().scale(service(), 0);
        await(all -> running(all).isEmpty());
        assertFails(ErrorCode.NOT_FOUND, "no-such-service", () -> swarm().scale("no-such-service", 1));
    }

    @Test
    default void showsTasksThatCrash() {
        start(FakeBehaviour.CRASHES, 1);

        var failed = first(await(all -> has(all, Phase.FAILED)), Phase.FAILED);

        assertThat(failed.exitCode()).isEqualTo(3);
        assertThat(failed.error()).contains("non-zero exit (3)");
        assertThat(failed.container()).isNotNull();
        assertThat(failed.isRunning()).isFalse();
        await(all -> all.size() > 2);
    }

    @Test
    default void showsTasksThatBecomeUnhealthy() {
        start(FakeBehaviour.UNHEALTHY, 1);

        assertThat(first(await(all -> has(all, Phase.FAILED)), Phase.FAILED).error())
                .contains("unhealthy");
    }

    @Test
    default void keepsATaskStartingUntilItsHealthCommandPasses() {
        start(FakeBehaviour.STAYS_STARTING, 1);
        await(all -> has(all, Phase.STARTING) && all.getFirst().container() != null);

        assertThat(Polling.until(Duration.ofSeconds(2), Cancellation.never(), () -> has(tasks(), Phase.RUNNING)))
                .isFalse();
        assertThat(tasks()).hasSize(1).noneMatch(TaskState::isRunning);
    }

    @Test
    default void showsTasksWhoseImageIsMissing() {
        start(FakeBehaviour.REJECTED, 1);

        var rejected = first(await(all -> has(all, Phase.REJECTED)), Phase.REJECTED);

        assertThat(rejected.error()).contains("No such image");
        assertThat(rejected.exitCode()).isNull();
    }

    @Test
    default void removesAServiceWithItsContainers() {
        start(FakeBehaviour.RUNS, 1);
        await(all -> running(all).size() == 1);

        swarm().removeService(service());

        assertThat(hasContainers(service())).isFalse();
        assertThat(swarm().services(labels())).isEmpty();
        assertThat(tasks()).isEmpty();
        swarm().removeService(service());
    }

    @Test
    default void removesFilesWhoseServiceNeverCame() {
        makeNetwork();
        swarm().createService(rich(service()));
        var lost = network() + "-lost";
        storeFiles(rich(lost));

        swarm().removeUnusedFiles(labels(), Duration.ofHours(1));
        swarm().removeUnusedFiles(TestLabels.other(), Duration.ZERO);
        assertThat(files())
                .as("young ones, and of others")
                .containsExactlyInAnyOrder(service() + "-file", lost + "-file");

        swarm().removeUnusedFiles(labels(), Duration.ZERO);
        assertThat(files()).containsExactly(service() + "-file");

        swarm().removeService(service());
        assertThat(files()).isEmpty();
    }

    @Test
    default void noticesAServiceThatWasAlteredAndBringsItBack() {
        makeNetwork();
        var spec = rich(service());
        swarm().createService(spec);
        await(all -> running(all).size() == 1);
        assertThat(isAltered()).isFalse();
        swarm().scale(service(), 2);
        assertThat(isAltered()).as("after it was scaled").isFalse();

        alter(service(), "A", "2");
        alter(service(), "C", "3");
        assertThat(isAltered()).isTrue();
        await(all -> running(all).stream().anyMatch(task -> environment(task).containsKey("C")));

        swarm().restoreService(spec);
        assertThat(isAltered()).isFalse();
        assertThat(swarm().services(labels()).getFirst().replicas()).isEqualTo(1);
        await(all -> running(all).size() == 1 && isAsMade(spec, running(all).getFirst()));
        assertFails(ErrorCode.NOT_FOUND, "no-such-service", () -> swarm().restoreService(rich("no-such-service")));
    }

    @Test
    default void replacesNoTaskOfAServiceThatIsAsItWasMade() {
        makeNetwork();
        var spec = rich(service());
        swarm().createService(spec);
        var before = running(await(all -> running(all).size() == 1));

        swarm().restoreService(spec);
        swarm().scale(service(), 2);

        assertThat(running(await(all -> running(all).size() == 2)))
                .extracting(TaskState::id)
                .contains(before.getFirst().id());
        assertThat(isAltered()).isFalse();
    }

    private boolean isAltered() {
        return swarm().services(labels()).getFirst().altered();
    }

    private boolean isAsMade(ServiceSpec spec, TaskState task) {
        var found = environment(task);
        return found.entrySet().containsAll(spec.environment().entrySet()) && !found.containsKey("C");
    }

    private ServiceSpec rich(String service) {
        return TestSpecs.rich(service, network(), labels(), image(FakeBehaviour.RUNS));
    }

    private String service() {
        return network() + "-web";
    }

    private void makeNetwork() {
        swarm().createNetwork(new NetworkSpec(network(), labels()));
    }

    private void start(FakeBehaviour behaviour, int replicas) {
        makeNetwork();
        swarm().createService(TestSpecs.service(service(), network(), labels(), image(behaviour), behaviour, replicas));
    }

    private List<TaskState> tasks() {
        return swarm().tasks(labels());
    }

    private List<TaskState> await(Predicate<List<TaskState>> condition) {
        var seen = new java.util.concurrent.atomic.AtomicReference<List<TaskState>>(List.of());
        var came = Polling.until(LONG, Cancellation.never(), () -> {
            seen.set(tasks());
            return condition.test(seen.get());
        });
        assertThat(came).as("tasks: %s", seen.get()).isTrue();
        return seen.get();
    }

    private static List<TaskState> running(List<TaskState> tasks) {
        return tasks.stream().filter(TaskState::isRunning).toList();
    }

    private static boolean has(List<TaskState> tasks, Phase phase) {
        return tasks.stream().anyMatch(task -> task.observed() == phase);
    }

    private static TaskState first(List<TaskState> tasks, Phase phase) {
        return tasks.stream()
                .filter(task -> task.observed() == phase)
                .findFirst()
                .orElseThrow();
    }

    private static void assertFails(ErrorCode code, String name, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(name);
    }
}
