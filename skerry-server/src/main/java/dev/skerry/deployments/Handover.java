package dev.skerry.deployments;

import dev.skerry.api.applications.ApplicationStatus;
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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What two generations of an application give each other: the place, for a new one that cannot run beside the old, and
/// the requests, back to the old one when the new one fails.
final class Handover {
    private static final Duration POLL = Duration.ofMillis(100);

    /// What two that cannot run side by side give each other at most: nobody serves meanwhile.
    private static final Duration DRAIN = Duration.ofSeconds(10);

    /// A container may need that much longer to end than its processes are given.
    private static final Duration MARGIN = Duration.ofSeconds(10);

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
        waitUntil(attempt.cancellation(), drain(application), () -> isIdle(application));
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
    /// live as rolled back.
    ///
    /// @return false when nothing stands by that can serve, or something else has happened meanwhile
    boolean leadBack(Application application, Generation live, String reason) {
        var standby = standby(application);
        return standby.isPresent()
                && opensDoors(application, standby.get())
                && turnBack(application, live, standby.get(), reason);
    }

    /// The same for a deployment that has failed: the release before is to serve again, also when none of its tasks
    /// can right now. Until one can, requests go on to the new one.
    ///
    /// @return false when nothing stands by
    boolean giveBack(Application application, Generation live, String reason) {
        var standby = standby(application);
        if (standby.isEmpty()) {
            return false;
        }
        opensDoors(application, standby.get());
        return turnBack(application, live, standby.get(), reason);
    }

    /// Leads requests to the generation that is live by the database, or to nobody: they went to one that never became
    /// live, or whose application is gone.
    void settle(Application application) {
        locks.whileLocked(application.id(), () -> {
            var live = database.read(handle -> store.live(handle, application));
            if (live.isEmpty() || !opensDoors(application, live.get())) {
                closeDoors(application);
            }
        });
    }

    private Optional<Generation> standby(Application application) {
        return database.read(handle -> store.of(handle, application)).stream()
                .filter(other -> other.state() == State.STANDBY)
                .findFirst();
    }

    private boolean turnBack(Application application, Generation live, Generation standby, String reason) {
        var version = database.read(handle -> releases.version(handle, application.organization(), standby.release()));
        return database.inTransaction(transaction -> {
            applications.lock(transaction, application);
            var present = store.of(transaction.handle(), application);
            if (present.stream().noneMatch(other -> isStill(other, live))
                    || present.stream().noneMatch(other -> isStill(other, standby))) {
                return false; // stopped or deleted since it was looked at
            }
            store.setState(transaction, live, State.RETIRING, clock.instant());
            store.setState(transaction, standby, State.LIVE, clock.instant());
            store.setPaused(transaction, standby, false);
            applications.setStatus(transaction, application, ApplicationStatus.RUNNING, version);
            deployments
                    .find(transaction.handle(), live.organization(), live.deployment())
                    .ifPresent(deployment -> deployments.rollBack(transaction, deployment, reason, clock.instant()));
            return true;
        });
    }

    private static boolean isStill(Generation now, Generation before) {
        return now.number() == before.number() && now.state() == before.state();
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

    /// A paused generation has nobody to serve yet: the reconciler leads requests to it as soon as it has, for which
    /// the one in its place has to go.
    private boolean opensDoors(Application application, Generation standby) {
        var specification = specification(standby);
        if (standby.paused()) {
            closeDoors(application);
            return true;
        }
        if (!specification.serves()) {
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

    private static Duration drain(Application application) {
        var own = Duration.ofSeconds(application.settings().drain().value());
        return own.compareTo(DRAIN) < 0 ? own : DRAIN;
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
        return Duration.ofSeconds(longest).plus(MARGIN);
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
