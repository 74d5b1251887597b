package dev.skerry.deployments;

import dev.skerry.api.applications.Strategy;
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
    private final Handover handover;
    private final Watch watch;
    private final Canaries canaries;
    private final Drift drift;
    private final GenerationPlanner planner;
    private final ApplicationLocks locks;
    private final PortBackends ports;
    private final InstantSource clock;
    private final GenerationStore store = new GenerationStore();
    private final DeploymentStore deployments;

    Reconciler(
            Generations.Parts parts,
            Generations generations,
            Handover handover,
            Watch watch,
            ApplicationLocks locks,
            Drift drift) {
        this.database = parts.database();
        this.applications = parts.applications();
        this.deployments = parts.deployments();
        this.releases = parts.releases();
        this.swarm = parts.swarm();
        this.router = parts.router();
        this.edge = parts.edge();
        this.ports = new PortBackends(edge, router);
        this.planner = parts.planner();
        this.clock = parts.clock();
        this.generations = generations;
        this.handover = handover;
        this.watch = watch;
        this.canaries = generations.canaries();
        this.drift = drift;
        this.locks = locks;
    }

    /// What is there, asked once a round.
    private record Observed(List<Generation> present, List<TaskState> tasks, List<ServiceState> services) {}

    /// One round. A generation that cannot be reconciled is logged and does not stop the others.
    synchronized void run() {
        // Services first: one that is younger than the list of generations must not look like an orphan.
        if (!router.isCurrent()) {
            drift.found("The router did not run as it should; its configuration was applied again");
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
                    drift.found("The service %s belonged to nothing and was removed".formatted(service.name()));
                    swarm.removeService(service.name());
                }));
    }

    private void reconcile(Application application, Generation generation, Observed observed) {
        switch (generation.state()) {
            case LIVE -> reconcileLive(application, generation, observed);
            case STANDBY -> locks.ifFree(application.id(), () -> watch(application, generation, observed));
            case RETIRING -> retire(application, generation, observed);
            case STARTING -> removeAbandoned(application, generation);
            case GONE -> throw new IllegalStateException("A generation that is gone is not present");
        }
    }

    private void reconcileLive(Application application, Generation live, Observed observed) {
        if (application.isDeleted()) {
            retireNow(application, live);
            return;
        }
        if (live.paused() && !isBeingDeployed(application)) {
            LOG.warn("Letting generation {} of {} run again", live.number(), application.ref());
            handover.resume(application);
            return;
        }
        if (!live.paused() && waitsForItsPlace(live, observed)) {
            return;
        }
        startMissing(application, live, observed);
        locks.ifFree(application.id(), () -> {
            if (isStill(live)
                    && !live.paused()
                    && !canaries.follow(
                            live, new Canaries.Observed(application, observed.present(), observed.tasks()))) {
                follow(application, live, observed);
            }
        });
    }

    /// Whether a deployment may be about to take the place of the live generation.
    private boolean isBeingDeployed(Application application) {
        return database.read(handle -> deployments.unfinished(handle, application)).stream()
                .anyMatch(deployment -> deployment.status() == DeploymentStatus.DEPLOYING);
    }

    /// Whether another one that is on its way out still has what can exist only once.
    private boolean waitsForItsPlace(Generation live, Observed observed) {
        return release(live).specification().strategy() == Strategy.RECREATE
                && observed.present().stream()
                        .anyMatch(other -> other.application().equals(live.application())
                                && other.state() == State.RETIRING
                                && !other.paused());
    }

    private void watch(Application application, Generation standby, Observed observed) {
        var live = observed.present().stream()
                .filter(other -> other.application().equals(application.id()) && other.state() == State.LIVE)
                .findFirst();
        if (live.isEmpty() || application.isDeleted()) {
            retireNow(application, standby);
        } else if (isStill(standby) && isStill(live.get())) {
            watch.look(application, standby, live.get(), observed.tasks());
        }
    }

    private void retireNow(Application application, Generation generation) {
        database.useTransaction(transaction -> {
            applications.lock(transaction, application);
            store.setState(transaction, generation, State.RETIRING, clock.instant());
        });
    }

    /// Whether nobody has changed it since the round began.
    private boolean isStill(Generation generation) {
        return database.read(store::present).contains(generation);
    }

    /// Services that went missing, and such as somebody else has scaled.
    private void startMissing(Application application, Generation generation, Observed observed) {
        for (var spec : planner.services(application, release(generation), generation)) {
            var present = observed.services().stream()
                    .filter(service -> service.name().equals(spec.name()))
                    .findFirst();
            if (present.isEmpty()) {
                drift.found("The service %s was missing and was made again".formatted(spec.name()));
                var network = planner.network(generation.environment());
                swarm.createNetwork(network);
                router.join(network.name());
                swarm.createService(spec);
            } else if (present.get().replicas() != spec.replicas()) {
                drift.found("The service %s had %d tasks and was brought back to %d"
                        .formatted(spec.name(), present.get().replicas(), spec.replicas()));
                swarm.scale(spec.name(), spec.replicas());
            }
        }
    }

    private void follow(Application application, Generation live, Observed observed) {
        var release = release(live);
        if (!release.serves()) {
            return;
        }
        var backend = GenerationPlanner.backend(application.id());
        var others = new HashSet<ServerAddress>();
        observed.present().stream()
                .filter(other -> other.application().equals(application.id()) && other.number() != live.number())
                .forEach(other -> others.addAll(servers(other, observed)));
        var own = servers(live, observed);
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
        var own = servers(generation, observed);
        var backend = GenerationPlanner.backend(application.id());
        var known = own.isEmpty()
                ? List.<ServerState>of()
                : router.servers(backend).stream()
                        .filter(server -> own.contains(server.address()))
                        .toList();
        if (known.stream().anyMatch(server -> server.role() == ServerState.Role.SERVING)) {
            locks.ifFree(application.id(), () -> {
                // Else a switch is under way, or is being taken back.
                if (database.read(handle -> store.live(handle, application)).isEmpty()) {
                    router.swap(backend, Set.of());
                    ports.close(application);
                }
            });
            return;
        }
        var busy = known.stream().anyMatch(server -> server.sessions() > 0) || ports.areBusy(application, own);
        if (!busy || generation.changedAt().plus(LONGEST_DRAIN).isBefore(clock.instant())) {
            generations.remove(application, generation);
        }
    }

    /// A generation whose deployment has ended without making it live.
    private void removeAbandoned(Application application, Generation generation) {
        var status = database.read(
                        handle -> deployments.find(handle, generation.organization(), generation.deployment()))
                .map(Deployment::status)
                .orElse(DeploymentStatus.FAILED);
        // The deployment may have made it live, and ended, since the round began.
        if (!status.isFinal() || !isStill(generation)) {
            return;
        }
        if (canaries.wasOne(generation)) {
            retireNow(application, generation); // it may have requests to finish
        } else {
            generations.remove(application, generation);
        }
    }

    private Set<ServerAddress> servers(Generation generation, Observed observed) {
        var tasks = observed.tasks().stream()
                .filter(task -> task.labels().matches(planner.of(generation.application(), generation.number())))
                .toList();
        return generations.servers(generation, release(generation), tasks);
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
