package dev.skerry.deployments;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.applications.ApplicationStatus;
import dev.skerry.applications.Application;
import dev.skerry.applications.Applications;
import dev.skerry.db.Database;
import dev.skerry.deployments.Generation.State;
import dev.skerry.docker.Labels;
import dev.skerry.docker.Swarm;
import dev.skerry.docker.TaskState;
import dev.skerry.kernel.SkerryException;
import dev.skerry.router.BackendName;
import dev.skerry.router.Router;
import dev.skerry.router.ServerAddress;
import dev.skerry.router.ServerState;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
    private final GenerationStore store = new GenerationStore();

    /// What this is put together from.
    record Parts(
            Database database,
            Applications applications,
            ReleaseStore releases,
            Swarm swarm,
            Router router,
            Edge edge,
            GenerationPlanner planner,
            InstantSource clock) {}

    Generations(Parts parts, ApplicationLocks locks) {
        this.locks = locks;
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

    Release release(Deployment deployment) {
        var release = deployment.release();
        if (release == null) {
            throw new SkerryException(
                    ErrorCode.INTERNAL, "Deployment %s has no release yet".formatted(deployment.id()));
        }
        return database.read(handle -> releases.get(handle, deployment.organization(), release));
    }

    /// Writes the generation down, then starts its services beside whatever serves now.
    void start(Attempt attempt) {
        var release = release(attempt.deployment());
        var generation = generation(attempt.deployment(), release);
        database.useTransaction(transaction -> store.create(transaction, generation, clock.instant()));
        var network = planner.network(attempt.application());
        swarm.createNetwork(network);
        router.join(network.name());
        edge.apply();
        planner.services(attempt.application(), release, generation.number()).forEach(swarm::createService);
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

    /// The addresses at which the running web tasks of a generation listen.
    Set<ServerAddress> servers(Application application, Release release, int generation) {
        return servers(application, release, tasks(application, generation));
    }

    Set<ServerAddress> servers(Application application, Release release, List<TaskState> tasks) {
        var network = planner.network(application).name();
        return tasks.stream()
                .filter(task ->
                        GenerationPlanner.WEB.equals(task.labels().values().get(Labels.PROCESS)))
                .filter(TaskState::isRunning)
                .filter(task -> task.addresses().containsKey(network))
                .map(task -> new ServerAddress(
                        task.addresses().get(network), release.specification().port()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Sends new requests to the new generation, then writes down that it is the live one and the old one retires. Run
    /// again
    /// it does the same.
    void makeLive(Attempt attempt) {
        locks.whileLocked(attempt.application().id(), () -> makeLiveLocked(attempt));
    }

    private void makeLiveLocked(Attempt attempt) {
        var application = attempt.application();
        var deployment = attempt.deployment();
        var release = release(deployment);
        if (release.specification().processes().containsKey(GenerationPlanner.WEB)) {
            var backend = GenerationPlanner.backend(application.id());
            var healthy = healthy(backend, servers(application, release, deployment.number()));
            router.swap(backend, healthy);
            ports.swap(application, healthy);
        }
        database.useTransaction(transaction -> {
            applications.lock(transaction, application);
            var now = clock.instant();
            for (var other : store.of(transaction.handle(), application)) {
                if (other.state() == State.LIVE && other.number() != deployment.number()) {
                    store.setState(transaction, other, State.RETIRING, now);
                }
            }
            store.setState(transaction, generation(deployment, release), State.LIVE, now);
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

    /// Removes what a deployment that did not make it has started. Its generation was never live, or is not any more.
    void takeBack(Attempt attempt) {
        var deployment = attempt.deployment();
        database.read(handle -> store.of(handle, attempt.application())).stream()
                .filter(generation -> generation.number() == deployment.number())
                .filter(generation -> generation.state() != State.LIVE)
                .forEach(generation -> remove(attempt.application(), generation));
    }

    /// Removes the services of a generation and then its traces. Whoever calls this has seen to it that nothing uses
    /// it.
    void remove(Application application, Generation generation) {
        var labels = planner.of(application.id(), generation.number());
        var release = database.read(handle -> releases.get(handle, generation.organization(), generation.release()));
        var servers = servers(application, release, generation.number());
        if (!servers.isEmpty() && release.specification().processes().containsKey(GenerationPlanner.WEB)) {
            router.remove(GenerationPlanner.backend(application.id()), servers);
            ports.remove(application, servers);
        }
        swarm.services(labels).forEach(service -> swarm.removeService(service.name()));
        database.useTransaction(transaction -> store.setState(transaction, generation, State.GONE, clock.instant()));
    }

    private static Generation generation(Deployment deployment, Release release) {
        return new Generation(
                deployment.application(),
                deployment.number(),
                deployment.organization(),
                release.id(),
                deployment.id(),
                State.STARTING);
    }
}
