package dev.skerry.deployments;

import dev.skerry.api.applications.ApplicationStatus;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.applications.Application;
import dev.skerry.applications.Applications;
import dev.skerry.db.Database;
import dev.skerry.deployments.Generation.State;
import dev.skerry.docker.Swarm;
import dev.skerry.docker.TaskState;
import dev.skerry.kernel.Cancellation;
import dev.skerry.router.Router;
import dev.skerry.router.ServerAddress;
import dev.skerry.router.ServerState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;

/// What two generations of an application give each other: the place, for a new one that cannot run beside the old, and
/// the requests, back to the old one when the new one fails.
final class Handover {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final Database database;
    private final Applications applications;
    private final ReleaseStore releases;
    private final Swarm swarm;
    private final Router router;
    private final GenerationPlanner planner;
    private final InstantSource clock;
    private final ApplicationLocks locks;
    private final PortBackends ports;
    private final GenerationStore store = new GenerationStore();
    private final DeploymentStore deployments;

    Handover(Generations.Parts parts, ApplicationLocks locks) {
        this.database = parts.database();
        this.applications = parts.applications();
        this.deployments = parts.deployments();
        this.releases = parts.releases();
        this.swarm = parts.swarm();
        this.router = parts.router();
        this.planner = parts.planner();
        this.clock = parts.clock();
        this.locks = locks;
        this.ports = new PortBackends(parts.edge(), parts.router());
    }

    /// Takes the tasks of every other generation away, once they have finished what they have.
    void makeWay(Attempt attempt) {
        var application = attempt.application();
        var number = attempt.deployment().number();
        attempt.say("start", "Stopping the release that serves first, as two cannot run side by side");
        locks.whileLocked(application.id(), () -> {
            database.useTransaction(transaction -> {
                applications.lock(transaction, application);
                store.of(transaction.handle(), application).stream()
                        .filter(other -> other.number() != number)
                        .forEach(other -> store.setPaused(transaction, other, true));
            });
            closeDoors(application);
        });
        waitUntil(attempt.cancellation(), DRAIN, () -> isIdle(application));
        for (var other : database.read(handle -> store.of(handle, application))) {
            if (other.number() != number) {
                scale(application, other);
                waitUntil(attempt.cancellation(), longestStop(other), () -> hasNoTasks(application, other));
            }
        }
    }

    /// Lets the live generation have its tasks again.
    void resume(Application application) {
        var paused = database.inTransaction(transaction -> {
            applications.lock(transaction, application);
            var live = store.live(transaction.handle(), application).filter(Generation::paused);
            live.ifPresent(generation -> store.setPaused(transaction, generation, false));
            return live;
        });
        paused.ifPresent(_ ->
                database.read(handle -> store.live(handle, application)).ifPresent(live -> scale(application, live)));
    }

    /// Leads requests from the live generation back to the one that stands by, and ends the deployment that made it
    /// live
    /// as rolled back.
    ///
    /// @return false when nothing stands by that can serve
    boolean leadBack(Application application, Generation live, String reason) {
        var standby = database.read(handle -> store.of(handle, application)).stream()
                .filter(other -> other.state() == State.STANDBY)
                .findFirst();
        if (standby.isEmpty() || !opensDoors(application, standby.get())) {
            return false;
        }
        var version = database.read(handle -> releases.version(
                handle, application.organization(), standby.get().release()));
        database.useTransaction(transaction -> {
            applications.lock(transaction, application);
            store.setState(transaction, live, State.RETIRING, clock.instant());
            store.setState(transaction, standby.get(), State.LIVE, clock.instant());
            store.setPaused(transaction, standby.get(), false);
            applications.setStatus(transaction, application, ApplicationStatus.RUNNING, version);
            deployments
                    .find(transaction.handle(), live.organization(), live.deployment())
                    .ifPresent(deployment -> deployments.finish(
                            transaction, deployment, DeploymentStatus.ROLLED_BACK, reason, clock.instant()));
        });
        return true;
    }

    /// Takes a live generation out that has nothing to lead back to.
    void withdraw(Application application, Generation live) {
        closeDoors(application);
        database.useTransaction(transaction -> {
            applications.lock(transaction, application);
            store.setState(transaction, live, State.RETIRING, clock.instant());
            applications.setStatus(transaction, application, ApplicationStatus.NOT_DEPLOYED, null);
        });
    }

    /// A paused generation has nobody to serve yet: the reconciler leads requests to it as soon as it has.
    private boolean opensDoors(Application application, Generation standby) {
        var specification = specification(standby);
        if (!specification.serves() || standby.paused()) {
            return true;
        }
        var backend = GenerationPlanner.backend(application.id());
        var own = addresses(application, standby, specification);
        var up = router.servers(backend).stream()
                .filter(server -> own.contains(server.address()))
                .filter(server -> server.health() == ServerState.Health.UP)
                .map(ServerState::address)
                .collect(Collectors.toUnmodifiableSet());
        if (up.isEmpty()) {
            return false;
        }
        router.swap(backend, up);
        ports.swap(application, up);
        return true;
    }

    private void closeDoors(Application application) {
        if (isReached(application)) {
            router.swap(GenerationPlanner.backend(application.id()), Set.of());
            ports.close(application);
        }
    }

    private boolean isIdle(Application application) {
        return !isReached(application)
                || router.servers(GenerationPlanner.backend(application.id())).stream()
                                .mapToInt(ServerState::sessions)
                                .sum()
                        == 0;
    }

    /// Whether the router has a backend for it.
    private boolean isReached(Application application) {
        return database.read(handle -> store.of(handle, application)).stream()
                .anyMatch(generation -> specification(generation).serves());
    }

    private boolean hasNoTasks(Application application, Generation generation) {
        return swarm.tasks(planner.of(application.id(), generation.number())).stream()
                .noneMatch(task ->
                        task.observed() == TaskState.Phase.RUNNING || task.observed() == TaskState.Phase.STARTING);
    }

    private void scale(Application application, Generation generation) {
        var present = swarm.services(planner.of(application.id(), generation.number()));
        for (var size : GenerationPlanner.sizes(specification(generation), generation)) {
            if (present.stream().anyMatch(service -> service.name().equals(size.service()))) {
                swarm.scale(size.service(), size.replicas());
            }
        }
    }

    private Duration longestStop(Generation generation) {
        var longest = specification(generation).processes().values().stream()
                .mapToInt(Release.ProcessSpecification::stopGrace)
                .max()
                .orElse(0);
        return Duration.ofSeconds(longest).plus(DRAIN);
    }

    private Set<ServerAddress> addresses(
            Application application, Generation generation, Release.Specification specification) {
        return GenerationPlanner.servers(
                planner.network(generation.environment()).name(),
                specification,
                swarm.tasks(planner.of(application.id(), generation.number())));
    }

    private Release.Specification specification(Generation generation) {
        return database.read(handle -> releases.specification(handle, generation.organization(), generation.release()));
    }

    /// What does not happen in time is none of a failure: whoever needs the place says so itself.
    private void waitUntil(Cancellation cancellation, Duration atMost, Condition condition) {
        var deadline = clock.instant().plus(atMost);
        while (!condition.holds() && clock.instant().isBefore(deadline)) {
            cancellation.sleep(POLL);
        }
    }

    /// Something that is waited for.
    private interface Condition {
        boolean holds();
    }
}
