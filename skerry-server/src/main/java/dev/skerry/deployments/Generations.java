package dev.skerry.deployments;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.applications.ApplicationStatus;
import dev.skerry.api.applications.Strategy;
import dev.skerry.applications.Application;
import dev.skerry.applications.Applications;
import dev.skerry.db.Database;
import dev.skerry.deployments.Generation.State;
import dev.skerry.docker.ServiceSpec;
import dev.skerry.docker.Swarm;
import dev.skerry.docker.TaskState;
import dev.skerry.kernel.SkerryException;
import dev.skerry.router.BackendName;
import dev.skerry.router.Router;
import dev.skerry.router.ServerAddress;
import dev.skerry.router.ServerState;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Starts, switches and removes generations: the database says what should be, Swarm and router do it.
final class Generations {
    private final Database database;
    private final Applications applications;
    private final ReleaseStore releases;
    private final Swarm swarm;
    private final Router router;
    private final Edge edge;
    private final GenerationPlanner planner;
    private final InstantSource clock;
    private final ApplicationLocks locks;
    private final PortBackends ports;
    private final Handover handover;
    private final Canaries canaries;
    private final GenerationStore store = new GenerationStore();

    /// What this is put together from.
    record Parts(
            Database database,
            Applications applications,
            DeploymentStore deployments,
            ReleaseStore releases,
            Swarm swarm,
            Router router,
            Edge edge,
            GenerationPlanner planner,
            InstantSource clock) {}

    Generations(Parts parts, ApplicationLocks locks, Handover handover) {
        this.locks = locks;
        this.handover = handover;
        this.canaries = new Canaries(parts, locks);
        this.database = parts.database();
        this.applications = parts.applications();
        this.releases = parts.releases();
        this.swarm = parts.swarm();
        this.router = parts.router();
        this.edge = parts.edge();
        this.ports = new PortBackends(edge, router);
        this.planner = parts.planner();
        this.clock = parts.clock();
    }

    Canaries canaries() {
        return canaries;
    }

    Release release(Deployment deployment) {
        var release = deployment.release();
        if (release == null) {
            throw new SkerryException(
                    ErrorCode.INTERNAL, "Deployment %s has no release yet".formatted(deployment.id()));
        }
        return database.read(handle -> releases.get(handle, deployment.organization(), release));
    }

    /// Writes the generation down, then starts its services: beside whatever serves now, or in its place.
    void start(Attempt attempt) {
        var release = release(attempt.deployment());
        var generation = database.inTransaction(transaction -> {
            store.create(transaction, fresh(attempt, release));
            return generation(transaction.handle(), attempt);
        });
        var network = planner.network(generation.environment());
        swarm.createNetwork(network);
        router.join(network.name());
        edge.apply();
        edge.requireTaken(attempt.application().id());
        if (release.specification().strategy() == Strategy.RECREATE) {
            handover.makeWay(attempt);
        }
        planner.services(attempt.application(), release, generation).forEach(swarm::createService);
    }

    /// Has the router check the web tasks of a generation, on each port that somebody comes to.
    void stage(Application application, Set<ServerAddress> servers) {
        if (!servers.isEmpty()) {
            router.stage(GenerationPlanner.backend(application.id()), servers);
            ports.stage(application, servers);
        }
    }

    List<TaskState> tasks(Application application, int generation) {
        return swarm.tasks(planner.of(application.id(), generation));
    }

    /// The addresses at which the running web tasks of a deployment's generation listen.
    Set<ServerAddress> servers(Attempt attempt, Release.Specification specification, List<TaskState> tasks) {
        Generation generation = database.read(handle -> generation(handle, attempt));
        return servers(generation, specification, tasks);
    }

    Set<ServerAddress> servers(Generation generation, Release.Specification specification, List<TaskState> tasks) {
        return GenerationPlanner.servers(
                planner.network(generation.environment()).name(), specification, tasks);
    }

    /// Sends new requests to the new generation, then writes down that it is the live one. The old one stands by for a
    /// while. Run again it does the same.
    void makeLive(Attempt attempt) {
        locks.whileLocked(attempt.application().id(), () -> makeLiveLocked(attempt));
    }

    private void makeLiveLocked(Attempt attempt) {
        var application = attempt.application();
        var deployment = attempt.deployment();
        var release = release(deployment);
        if (release.specification().serves()) {
            var backend = GenerationPlanner.backend(application.id());
            var healthy = healthy(
                    backend, servers(attempt, release.specification(), tasks(application, deployment.number())));
            router.swap(backend, healthy);
            ports.swap(application, healthy);
        }
        database.useTransaction(transaction -> {
            applications.lock(transaction, application);
            var handle = transaction.handle();
            var now = applications.get(handle, deployment.organization(), application.id());
            if (now.isDeleted()) {
                throw new SkerryException(ErrorCode.CONFLICT, "The application was deleted meanwhile.");
            }
            for (var other : store.of(handle, application)) {
                if (other.number() == deployment.number()) {
                    continue;
                }
                if (other.state() == State.STANDBY) {
                    store.setState(transaction, other, State.RETIRING, clock.instant());
                }
                if (other.state() == State.LIVE) {
                    store.setState(transaction, other, State.STANDBY, clock.instant());
                }
            }
            store.setState(transaction, generation(handle, attempt), State.LIVE, clock.instant());
            releases.setServed(transaction, deployment.organization(), release, clock.instant());
            applications.setStatus(transaction, application, ApplicationStatus.RUNNING, release.version());
        });
    }

    /// Those of the servers the router's checks have found up. A task that was replaced since is not among them yet:
    /// the
    /// reconciler lets it serve when it is.
    private Set<ServerAddress> healthy(BackendName backend, Set<ServerAddress> servers) {
        var up = router.servers(backend).stream()
                .filter(state -> servers.contains(state.address()))
                .filter(state -> state.health() == ServerState.Health.UP || state.role() == ServerState.Role.SERVING)
                .map(ServerState::address)
                .collect(Collectors.toUnmodifiableSet());
        if (up.isEmpty()) {
            throw new SkerryException(
                    ErrorCode.UNPROCESSABLE, "No task of the new release is healthy any more; the old one goes on.");
        }
        return up;
    }

    /// Takes away what a deployment that did not make it has started; whatever served before serves again.
    ///
    /// @return whether requests had been led to it already, and were led back
    boolean takeBack(Attempt attempt, String reason) {
        var application = attempt.application();
        var ledBack = locks.whileLocked(application.id(), () -> takeBackLocked(attempt, reason));
        handover.resume(application);
        return ledBack;
    }

    /// One that requests were led back from finishes what it has: the reconciler removes it.
    private boolean takeBackLocked(Attempt attempt, String reason) {
        var application = attempt.application();
        var own = own(attempt);
        if (own.isPresent() && own.get().state() == State.LIVE) {
            if (handover.giveBack(application, own.get(), reason)) {
                return true;
            }
            handover.withdraw(application, own.get());
        } else if (own.isPresent() && canaries.turnBack(application, attempt.deployment(), reason)) {
            return false; // it finishes what it has: the reconciler removes it
        }
        own(attempt).ifPresent(generation -> remove(application, generation));
        return false;
    }

    private Optional<Generation> own(Attempt attempt) {
        return database.read(handle ->
                store.find(handle, attempt.application(), attempt.deployment().number()));
    }

    /// Makes services of a generation again.
    void restore(Application application, Generation generation, Set<String> services) {
        var network = planner.network(generation.environment());
        swarm.createNetwork(network);
        router.join(network.name());
        specs(application, generation, services).forEach(swarm::createService);
    }

    /// Brings services of the live generation back to what its release says, as many tasks as it has now.
    void bringBack(Application application, Generation generation, Set<String> services) {
        database.read(handle -> store.find(handle, application, generation.number()))
                .filter(now -> now.state() == State.LIVE)
                .ifPresent(now -> specs(application, now, services).forEach(swarm::restoreService));
    }

    private List<ServiceSpec> specs(Application application, Generation generation, Set<String> services) {
        var release = database.read(handle -> releases.get(handle, generation.organization(), generation.release()));
        return planner.services(application, release, generation).stream()
                .filter(service -> services.contains(service.name()))
                .toList();
    }

    /// Removes the services of a generation and then its traces. Whoever calls this has seen to it that nothing uses
    /// it.
    void remove(Application application, Generation generation) {
        var labels = planner.of(application.id(), generation.number());
        var specification = database.read(
                handle -> releases.specification(handle, generation.organization(), generation.release()));
        var servers = servers(generation, specification, tasks(application, generation.number()));
        if (!servers.isEmpty() && specification.serves()) {
            var backend = GenerationPlanner.backend(application.id());
            if (anyServes(backend, servers)) {
                handover.settle(application);
            }
            router.remove(backend, servers);
            ports.remove(application, servers);
        }
        swarm.services(labels).forEach(service -> swarm.removeService(service.name()));
        database.useTransaction(transaction -> store.setState(transaction, generation, State.GONE, clock.instant()));
    }

    private boolean anyServes(BackendName backend, Set<ServerAddress> servers) {
        return router.servers(backend).stream()
                .anyMatch(state -> state.role() == ServerState.Role.SERVING && servers.contains(state.address()));
    }

    /// As it was written down first: an application that moves meanwhile does not take it along.
    private Generation generation(Handle handle, Attempt attempt) {
        return store.find(handle, attempt.application(), attempt.deployment().number())
                .orElseThrow(() -> new SkerryException(
                        ErrorCode.INTERNAL,
                        "Generation %d was never written down"
                                .formatted(attempt.deployment().number())));
    }

    private Generation fresh(Attempt attempt, Release release) {
        var deployment = attempt.deployment();
        return new Generation(
                deployment.application(),
                deployment.number(),
                deployment.organization(),
                release.id(),
                deployment.id(),
                attempt.application().place().environment(),
                State.STARTING,
                false,
                clock.instant());
    }
}
