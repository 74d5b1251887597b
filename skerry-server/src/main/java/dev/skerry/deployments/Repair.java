package dev.skerry.deployments;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.applications.ApplicationStatus;
import dev.skerry.api.applications.Strategy;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.applications.Application;
import dev.skerry.applications.Applications;
import dev.skerry.db.Database;
import dev.skerry.deployments.Generation.State;
import dev.skerry.deployments.Roster.Present;
import dev.skerry.docker.Swarm;
import dev.skerry.kernel.SkerryException;
import dev.skerry.router.BackendName;
import dev.skerry.router.Router;
import dev.skerry.router.ServerAddress;
import dev.skerry.router.ServerState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings one application to what the database says of it: the router follows its live tasks, a service that went
/// missing is started again, a generation that is watched and fails gives way, and a retired one goes when it has
/// drained. What may take long is begun, and not waited for.
final class Repair {
    private static final Logger LOG = LoggerFactory.getLogger(Repair.class);

    private final Database database;
    private final Applications applications;
    private final Swarm swarm;
    private final Router router;
    private final Edge edge;
    private final Generations generations;
    private final Handover handover;
    private final Watch watch;
    private final Canaries canaries;
    private final Drift drift;
    private final Chores chores;
    private final GenerationPlanner planner;
    private final ApplicationLocks locks;
    private final PortBackends ports;
    private final InstantSource clock;
    private final GenerationStore store = new GenerationStore();
    private final DeploymentStore deployments;

    Repair(Generations.Parts parts, Tools tools) {
        this.database = parts.database();
        this.applications = parts.applications();
        this.deployments = parts.deployments();
        this.swarm = parts.swarm();
        this.router = parts.router();
        this.edge = parts.edge();
        this.ports = new PortBackends(edge, router);
        this.planner = parts.planner();
        this.clock = parts.clock();
        this.generations = tools.generations();
        this.handover = tools.handover();
        this.watch = tools.watch();
        this.canaries = tools.generations().canaries();
        this.drift = tools.drift();
        this.chores = tools.chores();
        this.locks = tools.locks();
    }

    /// What it is done by.
    record Tools(
            Generations generations,
            Handover handover,
            Watch watch,
            Drift drift,
            Chores chores,
            ApplicationLocks locks) {}

    /// Looks once, and does what there is to do. A generation that cannot be brought right does not stop the others.
    ///
    /// @return whether there was nothing to do
    boolean look(Roster.Entry entry) {
        var seen = see(entry);
        if (isAtRest(entry, seen)) {
            return true;
        }
        for (var present : entry.present()) {
            var generation = present.generation();
            attempt(
                    "generation %d of %s"
                            .formatted(generation.number(), entry.application().ref()),
                    () -> bring(entry, present, seen));
        }
        return false;
    }

    /// Whether there is nothing to do about it.
    boolean isAtRest(Roster.Entry entry, Seen seen) {
        var network = entry.live()
                .map(live -> planner.network(live.generation().environment()).name())
                .orElse("");
        return RestPolicy.isAtRest(entry, network, seen, edge.portBackends(entry.id()));
    }

    /// The router first: what it knows, somebody has seen among the tasks before.
    private Seen see(Roster.Entry entry) {
        var own = servers(GenerationPlanner.backend(entry.id()));
        return new Seen(
                swarm.workload(planner.of(entry.id())),
                backend -> backend.equals(GenerationPlanner.backend(entry.id())) ? own : servers(backend));
    }

    private List<ServerState> servers(BackendName backend) {
        try {
            return router.servers(backend);
        } catch (SkerryException e) {
            if (e.code() != ErrorCode.NOT_FOUND) {
                throw e;
            }
            return List.of(); // it never had a web process
        }
    }

    private void bring(Roster.Entry entry, Present present, Seen seen) {
        switch (present.generation().state()) {
            case LIVE -> bringLive(entry, present, seen);
            case STANDBY -> locks.ifFree(entry.id(), () -> watch(entry, present.generation(), seen));
            case RETIRING -> retire(entry.application(), present, seen);
            case STARTING -> removeAbandoned(entry, present.generation());
            case GONE -> throw new IllegalStateException("A generation that is gone is not present");
        }
    }

    private void bringLive(Roster.Entry entry, Present present, Seen seen) {
        var application = entry.application();
        var live = present.generation();
        if (application.isDeleted() || application.status() == ApplicationStatus.STOPPED) {
            retireNow(application, live); // the latter was deleted and restored before anybody looked
            return;
        }
        if (live.paused() && !isBeingDeployed(application)) {
            LOG.warn("Letting generation {} of {} run again", live.number(), application.ref());
            handover.resume(application);
            return;
        }
        if (!live.paused() && waitsForItsPlace(entry, present)) {
            return;
        }
        repairServices(entry, present, seen);
        locks.ifFree(application.id(), () -> {
            if (isStill(entry) && !live.paused() && !canaries.follow(live, observed(entry, seen))) {
                follow(entry, present, seen);
            }
        });
    }

    /// Whether a deployment may be about to take the place of the live generation.
    private boolean isBeingDeployed(Application application) {
        return database.read(handle -> deployments.unfinished(handle, application)).stream()
                .anyMatch(deployment -> deployment.status() == DeploymentStatus.DEPLOYING);
    }

    /// Whether another one that is on its way out still has what can exist only once.
    private static boolean waitsForItsPlace(Roster.Entry entry, Present live) {
        return live.specification().strategy() == Strategy.RECREATE
                && entry.generations().stream().anyMatch(other -> other.state() == State.RETIRING && !other.paused());
    }

    private void watch(Roster.Entry entry, Generation standby, Seen seen) {
        var live = entry.live();
        if (live.isEmpty() || entry.application().isDeleted()) {
            retireNow(entry.application(), standby);
        } else if (isStill(entry)) {
            watch.look(entry.application(), standby, live.get(), seen);
        }
    }

    private void retireNow(Application application, Generation generation) {
        database.useTransaction(transaction -> {
            applications.lock(transaction, application);
            store.setState(transaction, generation, State.RETIRING, clock.instant());
        });
    }

    /// Whether nobody has changed it since the round began. Asked under the application's lock.
    private boolean isStill(Roster.Entry entry) {
        return database.read(handle -> store.of(handle, entry.application())).equals(entry.generations());
    }

    /// Services that went missing, and such as somebody else has altered or scaled.
    private void repairServices(Roster.Entry entry, Present present, Seen seen) {
        var missing = new HashSet<String>();
        var altered = new HashSet<String>();
        for (var size : GenerationPlanner.sizes(present.specification(), present.generation())) {
            var service = seen.service(size.service());
            if (service.isEmpty()) {
                missing.add(size.service());
            } else if (service.get().altered()) {
                altered.add(size.service());
            } else if (service.get().replicas() != size.replicas() && isStill(entry)) {
                drift.found("The service %s had %d tasks and was brought back to %d"
                        .formatted(size.service(), service.get().replicas(), size.replicas()));
                swarm.scale(size.service(), size.replicas());
            }
        }
        if (!missing.isEmpty() && isStill(entry)) {
            var begun = chores.begin(
                    "start services of " + entry.application().ref(),
                    () -> generations.restore(entry.application(), present.generation(), missing));
            if (begun) {
                missing.forEach(
                        service -> drift.found("The service %s was missing and was made again".formatted(service)));
            }
        }
        if (!altered.isEmpty() && isStill(entry)) {
            bringBack(entry.application(), present.generation(), altered);
        }
    }

    private void bringBack(Application application, Generation generation, Set<String> altered) {
        var begun = chores.begin(
                "bring back services of " + application.ref(),
                () -> generations.bringBack(application, generation, altered));
        if (begun) {
            altered.forEach(service ->
                    drift.found("The service %s was altered and was brought back to its release".formatted(service)));
        }
    }

    private void follow(Roster.Entry entry, Present live, Seen seen) {
        if (!live.specification().serves()) {
            return;
        }
        var backend = GenerationPlanner.backend(entry.id());
        var others = new HashSet<ServerAddress>();
        entry.present().stream()
                .filter(other ->
                        other.generation().number() != live.generation().number())
                .forEach(other -> others.addAll(servers(other, seen)));
        var own = servers(live, seen);
        var plan = ServingPlanner.plan(own, others, seen.servers().apply(backend));
        plan.carryOut(router, backend);
        ports.follow(entry.application(), own, others);
    }

    private static Canaries.Observed observed(Roster.Entry entry, Seen seen) {
        return new Canaries.Observed(
                entry.application(), entry.generations(), seen.workload().tasks());
    }

    private void retire(Application application, Present present, Seen seen) {
        var generation = present.generation();
        var own = servers(present, seen);
        var backend = GenerationPlanner.backend(application.id());
        var known = seen.servers().apply(backend).stream()
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
        if (!busy || !mayStillDrain(application, generation)) {
            remove(application, generation);
        }
    }

    private boolean mayStillDrain(Application application, Generation generation) {
        var longest = Duration.ofSeconds(application.settings().drain().value());
        return clock.instant().isBefore(generation.changedAt().plus(longest));
    }

    /// A generation whose deployment has ended without making it live.
    private void removeAbandoned(Roster.Entry entry, Generation generation) {
        var status = database.read(
                        handle -> deployments.find(handle, generation.organization(), generation.deployment()))
                .map(Deployment::status)
                .orElse(DeploymentStatus.FAILED);
        // The deployment may have made it live, and ended, since the round began.
        if (!status.isFinal() || !isStill(entry)) {
            return;
        }
        if (canaries.wasOne(generation)) {
            retireNow(entry.application(), generation); // it may have requests to finish
        } else {
            remove(entry.application(), generation);
        }
    }

    /// Its containers may take half a minute to end: nobody waits for them here.
    private void remove(Application application, Generation generation) {
        chores.begin("remove from " + application.ref(), () -> generations.remove(application, generation));
    }

    private Set<ServerAddress> servers(Present present, Seen seen) {
        var generation = present.generation();
        return generations.servers(generation, present.specification(), seen.tasks(generation));
    }

    static void attempt(String what, Runnable work) {
        try {
            work.run();
        } catch (SkerryException e) {
            LOG.warn("Cannot reconcile {}: {}", what, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Cannot reconcile {}", what, e);
        }
    }
}
