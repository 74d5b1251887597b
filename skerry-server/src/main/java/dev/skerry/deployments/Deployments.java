package dev.skerry.deployments;

import static dev.skerry.operations.Binding.bind;
import static dev.skerry.operations.Binding.bindStored;

import dev.skerry.api.Feed;
import dev.skerry.api.Page;
import dev.skerry.api.catalogue.DeploymentRows;
import dev.skerry.api.catalogue.SystemRows;
import dev.skerry.api.deployments.FollowLog;
import dev.skerry.api.deployments.LogLine;
import dev.skerry.api.system.DriftView;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.applications.Addresses;
import dev.skerry.applications.Application;
import dev.skerry.applications.Applications;
import dev.skerry.builds.Builds;
import dev.skerry.crypto.Vault;
import dev.skerry.db.Database;
import dev.skerry.db.Transaction;
import dev.skerry.docker.ContainerSpec;
import dev.skerry.docker.Containers;
import dev.skerry.docker.EngineNews;
import dev.skerry.docker.Images;
import dev.skerry.docker.Swarm;
import dev.skerry.docker.TaskState;
import dev.skerry.domains.Domains;
import dev.skerry.events.Events;
import dev.skerry.events.PolledFeed;
import dev.skerry.jobs.JobContext;
import dev.skerry.jobs.JobHandler;
import dev.skerry.jobs.JobKind;
import dev.skerry.jobs.Jobs;
import dev.skerry.jobs.Recurrence;
import dev.skerry.jobs.RetryPolicy;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.Memory;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import dev.skerry.operations.Binding;
import dev.skerry.router.Router;
import dev.skerry.secrets.Files;
import dev.skerry.secrets.Variables;
import dev.skerry.sources.Sources;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The door of this feature.
public final class Deployments {
    private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);
    private static final Duration ROUND = Duration.ofMillis(500);
    private static final Duration COLLECTION = Duration.ofHours(6);

    /// A build, and a canary of an hour.
    private static final Duration LONGEST = Duration.ofMinutes(95);

    private final Jobs jobs;
    private final Turns turns;
    private final JobKind<Due> job;
    private final DeploymentService service;
    private final ReleaseService releaseService;
    private final ProcessService processes;
    private final Edge edge;
    private final Reconciler reconciler;
    private final Collector collector;
    private final Cancellation stopping = new Cancellation();
    private final Database database;
    private final LogStore logs;
    private final Swarm swarm;
    private final Assembly assembly;
    private final DeploymentStore store;
    private final GenerationStore generations = new GenerationStore();
    private String failing = "";

    /// A deployment whose turn it is.
    record Due(UUID organization, UUID deployment) {}

    /// Runs a deployment as a job. An attempt fails only where the deployment could not be ended, for example because
    /// the
    /// database was away.
    private record DeploymentHandler(Engine engine) implements JobHandler<Due> {
        @Override
        public void run(Due due, JobContext context) {
            engine.run(
                    new OrganizationId(due.organization()), new DeploymentId(due.deployment()), context.cancellation());
        }

        @Override
        public void giveUp(Due due, JobContext context, Throwable failure) {
            engine.giveUp(new OrganizationId(due.organization()), new DeploymentId(due.deployment()), failure);
        }
    }

    /// What this feature keeps its things in.
    public record Storage(
            Database database,
            Vault vault,
            Jobs jobs,
            Events events,
            InstantSource clock,
            Path workFolder,
            Retention retention) {}

    /// How much of the past is kept of each application.
    ///
    /// @param releases which can be gone back to, where an application says nothing of its own
    /// @param logs of deployments
    public record Retention(int releases, int logs) {}

    /// The features it builds on.
    public record Features(
            Applications applications,
            Domains domains,
            Variables variables,
            Files files,
            Sources sources,
            Builds builds) {}

    /// Where generations run and are reached.
    ///
    /// @param instance this installation's id
    public record Platform(
            Swarm swarm, Containers containers, Images images, Router router, Addresses addresses, String instance) {}

    /// How many run at once.
    ///
    /// @param atOnce the most
    /// @param memory bytes that must be available before one begins beside others; 0 not to ask
    public record Limits(int atOnce, long memory, Memory available) {}

    public Deployments(Storage storage, Features features, Platform platform, Limits limits) {
        this.database = storage.database();
        this.swarm = platform.swarm();
        this.logs = new LogStore(database);
        var applications = features.applications();
        this.assembly = new Assembly(storage, features, platform);
        this.store = assembly.deployments;
        var releases = assembly.releases;
        this.edge = assembly.edge;
        this.reconciler = assembly.reconciler();
        var engine = assembly.engine(this::enqueue);
        this.jobs = storage.jobs();
        this.turns = new Turns(new TurnPolicy(limits.atOnce(), limits.memory()), limits.available());
        this.job = new JobKind<>(
                "deployment",
                Due.class,
                LONGEST,
                new RetryPolicy(20, Duration.ofSeconds(1), Duration.ofSeconds(30)),
                turns);
        jobs.handle(job, new DeploymentHandler(engine));
        this.service = new DeploymentService(
                database,
                applications,
                new DeploymentService.Stores(store, releases, features.sources().archives()),
                storage.clock(),
                new DeploymentService.Queue(
                        this::enqueue,
                        deployment -> engine.cancel(deployment.id(), "cancelled on request"),
                        turns::why),
                assembly.releaseImages());
        this.collector = assembly.collector();
        jobs.repeat("collect", new Recurrence.Every(COLLECTION), COLLECTION, _ -> collector.run());
        this.processes = assembly.processes();
        this.releaseService = new ReleaseService(database, applications, releases, assembly.releaseImages());
    }

    public List<Binding<?, ?>> operations() {
        return List.of(
                bind(DeploymentRows.DEPLOY, service::deploy),
                bind(DeploymentRows.LIST_PROCESSES, processes::list),
                bind(DeploymentRows.REDEPLOY, service::redeploy),
                bind(DeploymentRows.RESTART, service::restart),
                bind(DeploymentRows.START, service::start),
                bind(DeploymentRows.STOP, service::stop),
                bind(DeploymentRows.SCALE, service::scale),
                bind(DeploymentRows.ROLL_BACK, service::rollBack),
                bindStored(DeploymentRows.LIST_RELEASES, releaseService::list),
                bindStored(DeploymentRows.LIST, service::list),
                bindStored(DeploymentRows.GET, service::get),
                bind(DeploymentRows.CANCEL, service::cancel),
                bind(DeploymentRows.PROMOTE, service::promote),
                bind(DeploymentRows.LOG, this::log),
                bind(SystemRows.RECONCILE, (actor, input) -> Page.whole(reconcileNow())),
                bind(SystemRows.COLLECT, (actor, input) -> collector.run()));
    }

    /// What is under way in the whole installation, and what was repaired lately.
    ///
    /// @param tasks that run
    public record Activity(int applications, int tasks, int running, int waiting, List<DriftView> drift) {
        public Activity {
            drift = List.copyOf(drift);
        }
    }

    public Activity activity() {
        var tasks = (int) swarm.tasks(assembly.planner.own()).stream()
                .filter(TaskState::isRunning)
                .count();
        return database.read(handle -> {
            var counts = store.counts(handle);
            var live = (int) generations.present(handle).stream()
                    .filter(generation -> generation.state() == Generation.State.LIVE)
                    .count();
            return new Activity(live, tasks, counts.running(), counts.waiting(), assembly.drift.newestFirst());
        });
    }

    /// What was found different in one more round.
    private List<DriftView> reconcileNow() {
        var before = assembly.drift.count();
        reconciler.run();
        var found = assembly.drift.count() - before;
        return assembly.drift.newestFirst().stream().limit(found).toList();
    }

    public Optional<LiveRelease> live(Handle handle, Application application) {
        return generations
                .live(handle, application)
                .map(generation -> new LiveRelease(
                        generation.release(),
                        version(handle, application, generation.release()),
                        generation.environment()));
    }

    public int version(Handle handle, Application application, UUID release) {
        return assembly.releases.version(handle, application.organization(), release);
    }

    /// The network of an environment, made when it is not there, for what runs beside the processes in it.
    public void prepareNetwork(UUID environment) {
        swarm.createNetwork(assembly.planner.network(environment));
    }

    /// The container of a command with all that a process of that release has.
    public ContainerSpec oneOff(Handle handle, Application application, UUID release, OneOff run) {
        return assembly.planner.oneOff(
                application, assembly.releases.get(handle, application.organization(), release), run);
    }

    /// What no line of that may show.
    public List<Secret> secrets(Handle handle, Application application, UUID release) {
        return assembly.confidential.of(handle, application, release);
    }

    /// Makes the edge answer as the database says, before anything else starts.
    public void restoreEdge() {
        edge.apply();
    }

    /// Makes the edge answer as the database says now: a domain or certificate came, changed or went.
    public void edgeChanged() {
        edge.catchUp();
    }

    /// Who wants to hear what Docker tells.
    public EngineNews.Listener listener() {
        return reconciler;
    }

    /// Begins to compare what should run with what runs, again and again.
    public void startReconciling() {
        Thread.ofVirtual().name("reconciler").start(() -> {
            try {
                while (true) {
                    reconcile();
                    stopping.sleep(ROUND);
                }
            } catch (CancelledException e) {
                LOG.debug("No longer reconciling: {}", e.getMessage());
            }
        });
    }

    /// Ends what was begun here; jobs end with their queue.
    public void stop() {
        stopping.cancel("Skerry stops");
    }

    private Feed<LogLine> log(Actor actor, FollowLog input) {
        database.read(handle -> service.find(handle, actor, input.deployment()));
        var after = input.after() == null ? 0 : input.after().value();
        return new PolledFeed<>(after, offset -> look(actor, input.deployment(), offset), LogLine::offset);
    }

    private PolledFeed.Look<LogLine> look(Actor actor, DeploymentId id, long offset) {
        var ended = database.read(handle -> store.find(handle, actor.organization(), id))
                .map(deployment -> deployment.status().isFinal())
                .orElse(true);
        return new PolledFeed.Look<>(ended, database.read(handle -> logs.after(handle, id, offset)));
    }

    /// Why rounds fail is said once: a Docker engine that is away for a minute would say it 120 times.
    private void reconcile() {
        try {
            assembly.phases.removeLeftovers();
            reconciler.round();
            turns.tell(() -> database.read(store::counts).waiting());
            failing = "";
        } catch (SkerryException e) {
            if (!failing.equals(e.getMessage())) {
                LOG.warn("Cannot reconcile now, and tries on: {}", e.getMessage());
                failing = Objects.requireNonNullElse(e.getMessage(), "");
            }
        } catch (CancelledException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Cannot reconcile now; the next round tries again", e); // the rounds must never end
        }
    }

    private void enqueue(Transaction transaction, Deployment deployment) {
        var due = new Due(deployment.organization().value(), deployment.id().value());
        jobs.enqueue(transaction, job, deployment.id().toString(), due);
    }
}
