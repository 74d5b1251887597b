package dev.skerry.deployments;

import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.applications.Application;
import dev.skerry.applications.Applications;
import dev.skerry.db.Database;
import dev.skerry.deployments.Generation.State;
import dev.skerry.docker.Labels;
import dev.skerry.docker.ServiceState;
import dev.skerry.docker.Swarm;
import dev.skerry.docker.TaskState;
import dev.skerry.router.Router;
import dev.skerry.router.ServerAddress;
import dev.skerry.router.ServerState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares what should run with what runs, and repairs the difference: the router follows the live tasks, a service
/// that
/// went missing is started again, a retired generation goes when it has drained, and what belongs to no generation goes
/// too.
final class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    /// What still has sessions on a retired generation after this time are tunnels, as no request may take so long.
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(5);

    private final Database database;
    private final Applications applications;
    private final ReleaseStore releases;
    private final Swarm swarm;
    private final Router router;
    private final Edge edge;
    private final Generations generations;
    private final GenerationPlanner planner;
    private final ApplicationLocks locks;
    private final PortBackends ports;
    private final InstantSource clock;
    private final GenerationStore store = new GenerationStore();
    private final DeploymentStore deployments = new DeploymentStore();

    Reconciler(Generations.Parts parts, Generations generations, ApplicationLocks locks) {
        this.database = parts.database();
        this.applications = parts.applications();
        this.releases = parts.releases();
        this.swarm = parts.swarm();
        this.router = parts.router();
        this.edge = parts.edge();
        this.ports = new PortBackends(edge, router);
        this.planner = parts.planner();
        this.clock = parts.clock();
        this.generations = generations;
        this.locks = locks;
    }

    /// What is there, asked once a round.
    private record Observed(List<Generation> present, List<TaskState> tasks, List<ServiceState> services) {}

    /// One round. A generation that cannot be reconciled is logged and does not stop the others.
    void run() {
        // Services first: one that is younger than the list of generations must not look like an orphan.
        if (!router.isCurrent()) {
            LOG.warn("The router does not run as it should: applying its configuration again");
            edge.apply();
        }
        attempt("the router's routes", edge::catchUp);
        var services = swarm.services(planner.own());
        var present = database.read(store::present);
        var observed = new Observed(present, swarm.tasks(planner.own()), services);
        for (var generation : present) {
            attempt("generation %d of %s".formatted(generation.number(), generation.application()), () -> {
                var application = database.read(
                        handle -> applications.get(handle, generation.organization(), generation.application()));
                reconcile(application, generation, observed);
            });
        }
        services.stream()
                .filter(service -> belongsToNone(service, present))
                .forEach(service -> attempt("orphan " + service.name(), () -> {
                    LOG.warn("Removing the service {}, which belongs to no generation", service.name());
                    swarm.removeService(service.name());
                }));
    }

    private void reconcile(Application application, Generation generation, Observed observed) {
        switch (generation.state()) {
            case LIVE -> {
                startMissing(application, generation, observed);
                locks.ifFree(application.id(), () -> {
                    if (isStill(generation, State.LIVE)) {
                        follow(application, generation, observed);
                    }
                });
            }
            case RETIRING -> retire(application, generation, observed);
            case STARTING -> removeAbandoned(application, generation);
            case GONE -> throw new IllegalStateException("A generation that is gone is not present");
        }
    }

    /// Whether nobody has switched since the round began. Asked under the application's lock.
    private boolean isStill(Generation generation, State state) {
        return database.read(store::present).stream().anyMatch(now -> now.equals(generation) && now.state() == state);
    }

    private void startMissing(Application application, Generation generation, Observed observed) {
        var release = release(generation);
        for (var spec : planner.services(application, release, generation.number())) {
            if (observed.services().stream().noneMatch(service -> service.name().equals(spec.name()))) {
                LOG.warn("Starting the service {} again, which went missing", spec.name());
                swarm.createNetwork(planner.network(application));
                router.join(planner.network(application).name());
                swarm.createService(spec);
            }
        }
    }

    private void follow(Application application, Generation live, Observed observed) {
        var release = release(live);
        if (!release.specification().processes().containsKey(GenerationPlanner.WEB)) {
            return;
        }
        var backend = GenerationPlanner.backend(application.id());
        var others = new HashSet<ServerAddress>();
        observed.present().stream()
                .filter(other -> other.application().equals(application.id()) && other.number() != live.number())
                .forEach(other -> others.addAll(servers(application, other, observed)));
        var own = servers(application, live, observed);
        var plan = ServingPlanner.plan(own, others, router.servers(backend));
        if (!plan.stage().isEmpty()) {
            router.stage(backend, plan.stage());
        }
        if (!plan.serve().isEmpty()) {
            router.swap(backend, plan.serve());
        }
        if (!plan.remove().isEmpty()) {
            router.remove(backend, plan.remove());
        }
        ports.follow(application, own, others);
    }

    private void retire(Application application, Generation generation, Observed observed) {
        var own = servers(application, generation, observed);
        var known = router.servers(GenerationPlanner.backend(application.id())).stream()
                .filter(server -> own.contains(server.address()))
                .toList();
        if (known.stream().anyMatch(server -> server.role() == ServerState.Role.SERVING)) {
            return; // a switch is under way, or is being taken back
        }
        var busy = known.stream().anyMatch(server -> server.sessions() > 0) || ports.areBusy(application, own);
        var since = database.read(handle -> store.changedAt(handle, generation));
        if (!busy || since.plus(LONGEST_DRAIN).isBefore(clock.instant())) {
            generations.remove(application, generation);
        }
    }

    /// A generation whose deployment has ended without making it live.
    private void removeAbandoned(Application application, Generation generation) {
        var status = database.read(
                        handle -> deployments.find(handle, generation.organization(), generation.deployment()))
                .map(Deployment::status)
                .orElse(DeploymentStatus.FAILED);
        if (status.isFinal()) {
            generations.remove(application, generation);
        }
    }

    private Set<ServerAddress> servers(Application application, Generation generation, Observed observed) {
        var tasks = observed.tasks().stream()
                .filter(task -> task.labels().matches(planner.of(application.id(), generation.number())))
                .toList();
        return generations.servers(application, release(generation), tasks);
    }

    private boolean belongsToNone(ServiceState service, List<Generation> present) {
        var labels = service.labels().values();
        return labels.containsKey(Labels.GENERATION)
                && present.stream()
                        .noneMatch(generation ->
                                generation.application().toString().equals(labels.get(Labels.APPLICATION))
                                        && Objects.equals(
                                                Integer.toString(generation.number()), labels.get(Labels.GENERATION)));
    }

    private Release release(Generation generation) {
        return database.read(handle -> releases.get(handle, generation.organization(), generation.release()));
    }

    private static void attempt(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("Cannot reconcile {}", what, e);
        }
    }
}
