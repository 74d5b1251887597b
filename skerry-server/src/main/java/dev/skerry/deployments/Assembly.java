package dev.skerry.deployments;

import dev.skerry.api.values.DeploymentId;
import dev.skerry.db.Transaction;
import dev.skerry.deployments.Deployments.Features;
import dev.skerry.deployments.Deployments.Platform;
import dev.skerry.deployments.Deployments.Storage;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/// Puts engine and reconciler together.
final class Assembly {
    /// Between the tries of a step whose Docker engine is away.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Storage storage;
    private final Features features;
    private final Platform platform;
    final ReleaseStore releases;
    final DeploymentStore deployments;
    final GenerationPlanner planner;
    final Confidential confidential;
    private final Generations.Parts parts;
    final Handover handover;
    final Generations generations;
    final Watch watch;
    private final LogStore logs;
    private final ApplicationLocks locks = new ApplicationLocks();
    final ReleasePhases phases;
    private final Roster roster;
    final Edge edge;
    final Drift drift;

    Assembly(Storage storage, Features features, Platform platform) {
        this.storage = storage;
        this.features = features;
        this.platform = platform;
        this.releases = new ReleaseStore(storage.vault());
        this.confidential = new Confidential(features.applications(), features.variables(), releases);
        this.deployments = new DeploymentStore(storage.events());
        this.drift = new Drift(storage.clock());
        this.planner = new GenerationPlanner(platform.instance());
        this.roster = new Roster(features.applications(), releases);
        this.edge = new Edge(
                storage.database(),
                roster,
                features.domains(),
                new Acceptance(platform.router(), drift::found),
                new Routing(platform.addresses()),
                storage.clock());
        this.parts = new Generations.Parts(
                storage.database(),
                features.applications(),
                deployments,
                releases,
                platform.swarm(),
                platform.router(),
                edge,
                planner,
                storage.clock());
        this.handover = new Handover(parts, locks);
        this.generations = new Generations(parts, locks, handover);
        this.logs = new LogStore(storage.database());
        this.watch = new Watch(parts, handover, this::log);
        this.phases =
                new ReleasePhases(storage.database(), platform.containers(), storage.clock(), new ReleasePhaseStore());
    }

    Reconciler reconciler() {
        var chores = new Chores();
        var repair = new Repair(parts, new Repair.Tools(generations, handover, watch, drift, chores, locks));
        return new Reconciler(parts, roster, repair, drift, chores);
    }

    Engine engine(BiConsumer<Transaction, Deployment> enqueue) {
        return new Engine(engineParts(enqueue), steps(journal()));
    }

    Engine.Parts engineParts(BiConsumer<Transaction, Deployment> enqueue) {
        var database = storage.database();
        var clock = storage.clock();
        return new Engine.Parts(
                database,
                features.applications(),
                confidential,
                deployments,
                journal(),
                this::log,
                new Ending(database, features.applications(), generations, deployments, clock, enqueue),
                storage.workFolder(),
                clock);
    }

    private Journal journal() {
        return new Journal(storage.database(), storage.clock(), storage.events());
    }

    ProcessService processes() {
        return new ProcessService(parts);
    }

    Collector collector() {
        return new Collector(
                storage.database(),
                features.applications(),
                new Collector.Stores(deployments, releases, logs),
                platform,
                storage.retention(),
                storage.clock());
    }

    ReleaseImages releaseImages() {
        return new ReleaseImages(releases, platform.images());
    }

    private boolean isCancelled(Deployment deployment) {
        return storage.database()
                .read(handle -> deployments.find(handle, deployment.organization(), deployment.id()))
                .map(found -> found.cancelReason() != null)
                .orElse(true);
    }

    private DeploymentLog log(DeploymentId deployment) {
        return new DeploymentLog(deployment, logs, storage.clock());
    }

    /// In the order in which a deployment happens.
    private List<Step> steps(Journal journal) {
        var database = storage.database();
        return List.of(
                new SourceStep(database, deployments, features.sources()),
                patient(new BuildStep(
                        database,
                        deployments,
                        features.builds(),
                        platform.images(),
                        features.applications(),
                        features.variables(),
                        planner)),
                new ReleaseStep(
                        features.builds(),
                        database,
                        deployments,
                        releases,
                        new GenerationStore(),
                        new ReleaseStep.Inputs(features.applications(), features.variables(), features.files()),
                        storage.clock()),
                patient(new PrepareStep(generations, planner, platform.swarm(), phases, this::isCancelled)),
                patient(new StartStep(generations)),
                patient(new HealthStep(generations, platform.router(), platform.containers(), storage.clock())),
                patient(new CanaryStep(generations, generations.canaries(), journal, storage.clock())),
                patient(new SwitchStep(generations)),
                patient(new VerifyStep(platform.router(), platform.addresses(), generations)));
    }

    private Step patient(Step step) {
        return new PatientStep(step, storage.clock(), PAUSE);
    }
}
