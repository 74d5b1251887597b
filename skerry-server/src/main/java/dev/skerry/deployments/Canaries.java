package dev.skerry.deployments;

import dev.skerry.api.ErrorCode;
import dev.skerry.applications.Application;
import dev.skerry.applications.Applications;
import dev.skerry.db.Database;
import dev.skerry.deployments.CanaryProgress.State;
import dev.skerry.docker.Swarm;
import dev.skerry.docker.TaskState;
import dev.skerry.kernel.SkerryException;
import dev.skerry.router.BackendName;
import dev.skerry.router.Router;
import dev.skerry.router.ServerAddress;
import dev.skerry.router.ServerState;
import dev.skerry.router.ServerState.Health;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Leads a share of an application's requests to a generation that is to prove itself, and all of them back.
final class Canaries {
    private static final Logger LOG = LoggerFactory.getLogger(Canaries.class);

    private final Database database;
    private final Applications applications;
    private final ReleaseStore releases;
    private final Swarm swarm;
    private final Router router;
    private final GenerationPlanner planner;
    private final InstantSource clock;
    private final PortBackends ports;
    private final ApplicationLocks locks;
    private final GenerationStore generations = new GenerationStore();
    private final CanaryStore store = new CanaryStore();

    Canaries(Generations.Parts parts, ApplicationLocks locks) {
        this.database = parts.database();
        this.applications = parts.applications();
        this.releases = parts.releases();
        this.swarm = parts.swarm();
        this.router = parts.router();
        this.planner = parts.planner();
        this.clock = parts.clock();
        this.ports = new PortBackends(parts.edge(), parts.router());
        this.locks = locks;
    }

    /// Why a deployment's generation gets all requests at once though it could be a canary; empty when it is to be one.
    Optional<String> whyNone(Attempt attempt, Release release) {
        switch (attempt.deployment().cause()) {
            case DEPLOY, REDEPLOY -> {
                // something new
            }
            case ROLLBACK, RESTART, START, SCALE -> {
                return Optional.of("the release has served before");
            }
        }
        if (!release.specification().serves()) {
            return Optional.of("nothing is served");
        }
        var live = database.read(handle -> generations.live(handle, attempt.application()));
        if (live.isEmpty() || live.get().number() == attempt.deployment().number()) {
            return Optional.of("nothing else is live");
        }
        return live.get().paused() || !specification(live.get()).serves()
                ? Optional.of("the release before serves nothing")
                : Optional.empty();
    }

    Optional<CanaryProgress> progress(Deployment deployment) {
        return database.read(handle -> store.find(handle, deployment.organization(), deployment.id()));
    }

    /// Brings the canary to a weight, with effect at once.
    void shift(Attempt attempt, CanaryStore.Step step) {
        var application = attempt.application();
        locks.whileLocked(application.id(), () -> {
            database.useTransaction(
                    transaction -> store.shift(transaction, attempt.deployment(), step, clock.instant()));
            try {
                followNow(application, attempt.deployment().number(), step.weight());
            } catch (SkerryException e) {
                if (e.code() != ErrorCode.UNAVAILABLE) {
                    throw e;
                }
                LOG.warn("The split of {} is made when the router is back: {}", application.ref(), e.getMessage());
            }
        });
    }

    private void followNow(Application application, int canary, int weight) {
        var present = database.read(handle -> generations.of(handle, application));
        var live = requireLive(application);
        follow(live, new Observed(application, present, tasks(application)), new CanaryStore.Shift(canary, weight));
    }

    void count(Attempt attempt, CanaryMeter meter) {
        database.useTransaction(
                transaction -> store.count(transaction, attempt.deployment(), meter.canary(), meter.before()));
    }

    void end(Attempt attempt, State state, String reason) {
        database.useTransaction(transaction ->
                store.end(transaction, attempt.deployment(), state, state == State.TURNED_BACK ? reason : null));
    }

    /// What is there of an application.
    ///
    /// @param tasks of at least this application
    record Observed(Application application, List<Generation> present, List<TaskState> tasks) {
        Observed {
            present = present.stream()
                    .filter(generation -> generation.application().equals(application.id()))
                    .toList();
        }

        boolean mayHaveCanary() {
            return present.stream().anyMatch(generation -> generation.state() == Generation.State.STARTING);
        }
    }

    /// Keeps the split while tasks of either side come and go. The application is locked.
    ///
    /// @return false when there is none, so that the live generation is to get everything
    boolean follow(Generation live, Observed observed) {
        if (!observed.mayHaveCanary()) {
            return false;
        }
        var shift = database.read(handle -> store.underWay(handle, observed.application()));
        shift.ifPresent(one -> follow(live, observed, one));
        return shift.isPresent();
    }

    private void follow(Generation live, Observed observed, CanaryStore.Shift shift) {
        var others = new HashSet<ServerAddress>();
        var canary = new HashSet<ServerAddress>();
        for (var generation : observed.present()) {
            if (generation.number() == shift.number()) {
                canary.addAll(servers(generation, observed.tasks()));
            } else if (generation.number() != live.number()) {
                others.addAll(servers(generation, observed.tasks()));
            }
        }
        var sides = new SplitPlanner.Sides(servers(live, observed.tasks()), canary, others);
        split(GenerationPlanner.backend(live.application()), sides, shift.weight());
        ports.each(
                observed.application(),
                backend -> split(
                        backend.name(),
                        new SplitPlanner.Sides(
                                PortBackends.at(sides.live(), backend),
                                PortBackends.at(sides.canary(), backend),
                                PortBackends.at(sides.others(), backend)),
                        shift.weight()));
    }

    private void split(BackendName backend, SplitPlanner.Sides sides, int weight) {
        var plan = SplitPlanner.plan(sides, weight, router.servers(backend));
        if (!plan.stage().isEmpty()) {
            router.stage(backend, plan.stage());
        }
        plan.split().ifPresent(split -> router.split(backend, split));
        if (!plan.remove().isEmpty()) {
            router.remove(backend, plan.remove());
        }
    }

    /// What is seen of a canary.
    ///
    /// @param looks what every server of the application got, at each of its ports
    /// @param canary the addresses of its tasks
    /// @param live those of the generation before
    /// @param own its tasks and what the router says of them
    record Sight(List<CanaryMeter.Look> looks, Set<String> canary, Set<String> live, HealthPolicy.Observed own) {}

    Sight look(Attempt attempt, Release release) {
        var application = attempt.application();
        var live = requireLive(application);
        var canary = database.read(handle -> generations.find(
                        handle, application, attempt.deployment().number()))
                .orElseThrow(Canaries::gone);
        var tasks = tasks(application);
        var own = servers(canary, tasks);
        var backend = GenerationPlanner.backend(application.id());
        var looks = new ArrayList<CanaryMeter.Look>();
        router.traffic(backend).forEach(traffic -> looks.add(new CanaryMeter.Look(backend, traffic)));
        ports.each(
                application,
                port -> router.traffic(port.name())
                        .forEach(traffic -> looks.add(new CanaryMeter.Look(port.name(), traffic))));
        return new Sight(
                looks,
                ips(own),
                ips(servers(live, tasks)),
                new HealthPolicy.Observed(
                        tasks.stream().filter(task -> isOf(canary, task)).toList(),
                        router.servers(backend).stream()
                                .filter(server -> own.contains(server.address()))
                                .map(Canaries::inFavour)
                                .toList()));
    }

    /// A router that has just come back has checked nothing yet.
    private static ServerState inFavour(ServerState server) {
        return server.health() == Health.UNKNOWN
                ? new ServerState(server.address(), server.role(), Health.UP, server.sessions(), server.lastCheck())
                : server;
    }

    /// Leads all requests of a canary back to the generation before, in one step, and lets it finish what it has: the
    /// reconciler removes it then.
    ///
    /// @return false when it never got a request
    boolean turnBack(Application application, Deployment deployment, String reason) {
        if (progress(deployment).isEmpty()) {
            return false;
        }
        locks.whileLocked(application.id(), () -> {
            database.useTransaction(transaction -> store.end(transaction, deployment, State.TURNED_BACK, reason));
            serveFromLive(application);
            database.useTransaction(transaction -> {
                applications.lock(transaction, application);
                generations
                        .find(transaction.handle(), application, deployment.number())
                        .filter(own -> own.state() == Generation.State.STARTING)
                        .ifPresent(own ->
                                generations.setState(transaction, own, Generation.State.RETIRING, clock.instant()));
            });
        });
        return true;
    }

    /// Whether this generation got requests as a canary.
    boolean wasOne(Generation generation) {
        return database.read(handle -> store.find(handle, generation.organization(), generation.deployment()))
                .isPresent();
    }

    private void serveFromLive(Application application) {
        var backend = GenerationPlanner.backend(application.id());
        var live = database.read(handle -> generations.live(handle, application));
        if (live.isEmpty()) {
            router.swap(backend, Set.of());
            ports.close(application);
            return;
        }
        var own = servers(live.get(), tasks(application));
        var fit = router.servers(backend).stream()
                .filter(server -> own.contains(server.address()))
                .filter(server -> server.role() == ServerState.Role.SERVING || server.health() == Health.UP)
                .map(ServerState::address)
                .collect(Collectors.toUnmodifiableSet());
        router.swap(backend, fit);
        ports.swap(application, fit);
    }

    private Generation requireLive(Application application) {
        return database.read(handle -> generations.live(handle, application)).orElseThrow(Canaries::gone);
    }

    private static SkerryException gone() {
        return new SkerryException(
                ErrorCode.CONFLICT, "One of the two releases that share the requests was taken away meanwhile.");
    }

    private List<TaskState> tasks(Application application) {
        return swarm.tasks(planner.of(application.id()));
    }

    private Set<ServerAddress> servers(Generation generation, List<TaskState> tasks) {
        return GenerationPlanner.servers(
                planner.network(generation.environment()).name(),
                specification(generation),
                tasks.stream().filter(task -> isOf(generation, task)).toList());
    }

    private boolean isOf(Generation generation, TaskState task) {
        return task.labels().matches(planner.of(generation.application(), generation.number()));
    }

    private static Set<String> ips(Set<ServerAddress> servers) {
        return servers.stream().map(ServerAddress::ip).collect(Collectors.toUnmodifiableSet());
    }

    private Release.Specification specification(Generation generation) {
        return database.read(handle -> releases.specification(handle, generation.organization(), generation.release()));
    }
}
