package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.applications.ApplicationStatus;
import dev.skerry.api.applications.Canary;
import dev.skerry.api.applications.CreateApplication;
import dev.skerry.api.applications.Source;
import dev.skerry.api.applications.Strategy;
import dev.skerry.api.deployments.Deploy;
import dev.skerry.api.deployments.DeploymentInput;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.deployments.StepView;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.api.values.ImageReference;
import dev.skerry.api.values.Name;
import dev.skerry.applications.Application;
import dev.skerry.db.TestDatabase;
import dev.skerry.deployments.DeploymentEvent.StepChanged;
import dev.skerry.deployments.Generation.State;
import dev.skerry.docker.FakeContainers;
import dev.skerry.docker.FakeImages;
import dev.skerry.kernel.Cancellation;
import dev.skerry.router.RouterConfig.Target;
import dev.skerry.router.ServerAddress;
import dev.skerry.router.ServerState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A deployment that somebody cancels while it is in any of its steps. They are the real ones; Docker and the router
/// are in memory.
@Timeout(120)
class CancelTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final ApplicationRef NOTES = new ApplicationRef("notes");
    private static final int ENOUGH = 400;

    @TempDir
    private Path folder;

    private final FakeImages images = new FakeImages();
    private final FakeContainers containers = new FakeContainers();
    private EngineFixture fixture;
    private Engine engine;
    private Reconciler reconciler;

    @BeforeEach
    void open() {
        DATABASE.get()
                .useTransaction(
                        transaction -> transaction.handle().execute("TRUNCATE organizations, accounts CASCADE"));
        fixture = new EngineFixture(DATABASE.get(), folder, images, containers);
        images.putRemote(new ImageReference("notes:1"), EngineFixture.image("sha256:" + "a".repeat(64)));
        engine = fixture.assembly.engine((transaction, next) -> fixture.due.add(next));
        fixture.interrupt = deployment -> engine.cancel(deployment.id(), "cancelled on request");
        reconciler = fixture.assembly.reconciler();
    }

    @ParameterizedTest
    @CsvSource({
        "source, OVERLAP",
        "build, OVERLAP",
        "release, OVERLAP",
        "prepare, OVERLAP",
        "start, OVERLAP",
        "health, OVERLAP",
        "source, RECREATE",
        "prepare, RECREATE",
        "start, RECREATE",
        "health, RECREATE",
        "start, CANARY",
        "health, CANARY",
        "canary, CANARY",
    })
    void leavesTheOldReleaseServingAndNothingOfTheNewOne(String step, Strategy strategy) {
        var old = deployed(strategy);

        var ended = cancelledIn(step);

        assertThat(ended).returns(DeploymentStatus.CANCELLED, Deployment::status);
        assertIsAsBefore(ended, old);
    }

    /// The new release has got requests by then: they go back to the old one, as after a failure.
    @ParameterizedTest
    @CsvSource({"switch, OVERLAP", "verify, OVERLAP", "switch, RECREATE", "verify, RECREATE"})
    void leadsRequestsBackFromTheSwitchOn(String step, Strategy strategy) {
        var old = deployed(strategy);

        var ended = cancelledIn(step);

        assertThat(ended).returns(DeploymentStatus.ROLLED_BACK, Deployment::status);
        assertIsAsBefore(ended, old);
    }

    @ParameterizedTest
    @ValueSource(strings = {"source", "build", "release", "prepare", "start", "health", "switch", "verify"})
    void leavesNothingOfAFirstDeployment(String step) {
        create(Strategy.OVERLAP);

        var ended = cancelledIn(step);

        assertThat(ended).returns(DeploymentStatus.CANCELLED, Deployment::status);
        awaitRounds(() -> present().isEmpty() && leadsTo(Target.Unavailable.class));
        assertNothingIsLeftOf(ended);
        assertThat(application()).returns(ApplicationStatus.NOT_DEPLOYED, Application::status);
    }

    @Test
    void keepsToTheWordThatComesWhileTheLastStepEnds() {
        var old = deployed(Strategy.OVERLAP);
        fixture.interrupt = _ -> {}; // nobody wakes the engine

        var ended = cancelledIn("verify");

        assertThat(ended).returns(DeploymentStatus.ROLLED_BACK, Deployment::status);
        assertIsAsBefore(ended, old);
        assertThat(fixture.due).isEmpty();
    }

    @Test
    void letsTheNextBeginAfterOneThatWasCancelledInItsLastStep() {
        deployed(Strategy.OVERLAP);
        var waiting = deployWhenBegun("verify");

        cancelledIn("verify");

        assertThat(waiting).hasSize(1);
        assertThat(fixture.find(waiting.getFirst()).status()).isEqualTo(DeploymentStatus.SUCCESS);
        assertThat(application().liveRelease()).isEqualTo(3);
    }

    private void assertIsAsBefore(Deployment ended, Set<ServerAddress> old) {
        assertThat(ended.error()).isEqualTo("cancelled on request");
        awaitRounds(() -> present().size() == 1 && !old.isEmpty() && serving().size() == old.size());
        assertThat(present())
                .singleElement()
                .returns(1, Generation::number)
                .returns(State.LIVE, Generation::state)
                .returns(false, Generation::paused);
        awaitRounds(() -> serving().equals(running(1)));
        assertThat(leadsTo(Target.ToBackend.class)).isTrue();
        assertThat(application())
                .returns(ApplicationStatus.RUNNING, Application::status)
                .returns(1, Application::liveRelease);
        assertNothingIsLeftOf(ended);
    }

    private void assertNothingIsLeftOf(Deployment ended) {
        var planner = fixture.assembly.planner;
        assertThat(fixture.swarm.services(planner.of(ended.application(), ended.number())))
                .isEmpty();
        assertThat(containers.list(planner.own())).isEmpty();
        assertThat(folder.resolve("work").resolve(ended.id().toString())).doesNotExist();
        assertThat(steps(ended)).extracting(StepView::status).isSubsetOf("done", "cancelled");
    }

    private List<StepView> steps(Deployment deployment) {
        var id = deployment.id().value();
        var all = DATABASE.get().read(handle -> Journal.steps(handle, List.of(id)));
        return Objects.requireNonNull(all.get(id));
    }

    /// The first release, which serves.
    private Set<ServerAddress> deployed(Strategy strategy) {
        create(strategy);
        request();
        fixture.run(engine, Cancellation.never());
        for (int i = 0; i < 6; i++) {
            reconciler.run();
        }
        assertThat(present()).singleElement().returns(State.LIVE, Generation::state);
        assertThat(serving()).isNotEmpty();
        return serving();
    }

    private void create(Strategy strategy) {
        fixture.create(new CreateApplication(
                new Name("notes"),
                null,
                new Source.Image(new ImageReference("notes:1")),
                null,
                null,
                null,
                strategy,
                strategy == Strategy.CANARY ? new Canary(null, null, null, null) : null,
                null,
                null,
                null));
    }

    private DeploymentId request() {
        return fixture.deployments
                .deploy(fixture.actor, new Deploy(NOTES, null, true))
                .id();
    }

    /// Runs a deployment that is cancelled as soon as the journal says that it is in that step, before it does anything
    /// there.
    private Deployment cancelledIn(String step) {
        var id = request();
        try (var _ = fixture.events.subscribe(StepChanged.class, change -> {
            if (change.deployment().equals(id)
                    && change.step().equals(step)
                    && change.status().equals("running")
                    && !fixture.find(id).status().isFinal()
                    && fixture.find(id).cancelReason() == null) {
                fixture.deployments.cancel(fixture.actor, new DeploymentInput(id));
            }
        })) {
            fixture.run(engine, Cancellation.never());
        }
        assertThat(fixture.find(id).cancelReason()).isEqualTo("cancelled on request");
        return fixture.find(id);
    }

    /// Asks for one more while the next deployment is in that step.
    private List<DeploymentId> deployWhenBegun(String step) {
        var asked = new ArrayList<DeploymentId>();
        var _ = fixture.events.subscribe(StepChanged.class, change -> {
            if (asked.isEmpty() && change.step().equals(step) && change.status().equals("running")) {
                asked.add(request());
            }
        });
        return asked;
    }

    private void awaitRounds(BooleanSupplier condition) {
        for (int i = 0; i < ENOUGH && !condition.getAsBoolean(); i++) {
            fixture.clock.advance(Duration.ofMillis(500));
            reconciler.round();
            Cancellation.never().sleep(Duration.ofMillis(5)); // chores have threads of their own
        }
        assertThat(condition.getAsBoolean())
                .as("present %s, serving %s", present(), serving())
                .isTrue();
    }

    private List<Generation> present() {
        var application = application();
        return DATABASE.get().read(handle -> fixture.generations.of(handle, application));
    }

    private Application application() {
        return fixture.application(NOTES);
    }

    private boolean leadsTo(Class<? extends Target> target) {
        return fixture.router
                .route("notes.apps.test", "/")
                .filter(route -> target.isInstance(route.target()))
                .isPresent();
    }

    private Set<ServerAddress> serving() {
        if (fixture.router.config().stream()
                .flatMap(config -> config.backends().stream())
                .noneMatch(backend -> backend.name()
                        .equals(GenerationPlanner.backend(application().id())))) {
            return Set.of();
        }
        return fixture.router.servers(GenerationPlanner.backend(application().id())).stream()
                .filter(server -> server.role() == ServerState.Role.SERVING)
                .map(ServerState::address)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<ServerAddress> running(int number) {
        var generation = present().stream()
                .filter(one -> one.number() == number)
                .findFirst()
                .orElseThrow();
        var specification = DATABASE.get()
                .read(handle -> fixture.assembly.releases.specification(
                        handle, generation.organization(), generation.release()));
        return fixture.assembly.generations.servers(
                generation, specification, fixture.assembly.generations.tasks(application(), number));
    }
}
