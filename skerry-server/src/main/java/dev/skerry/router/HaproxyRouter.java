package dev.skerry.router;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import dev.skerry.router.Workers.Worker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The edge by HAProxy. What should be is kept in memory and in `haproxy.cfg`, from which a container that was
/// killed comes back as it was; the running worker is brought to it by the steps between what it says and what
/// should be, so that each call repairs what is missing.
public final class HaproxyRouter implements Router {
    private static final Logger LOG = LoggerFactory.getLogger(HaproxyRouter.class);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final RouterContainer container;
    private final RouterSettings settings;
    private final StateFolder folder;
    private final Haproxy haproxy;
    private final StartUp startUp;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private @Nullable EdgeState edge;
    private boolean resumed;

    /// @param folder where the container finds its configuration; it is made when it is not there
    public HaproxyRouter(RouterContainer container, Path folder, RouterSettings settings) {
        this.container = container;
        this.settings = settings;
        this.folder = new StateFolder(folder);
        this.haproxy = new Haproxy(new MasterSocket(this.folder.socket(), ANSWER));
        this.startUp = new StartUp(container, this.folder, haproxy);
    }

    @Override
    public void apply(RouterConfig config) {
        RouterPolicy.check(config);
        alone(() -> {
            resumeOnce();
            var pools = pools(config);
            var rendered = HaproxyConfig.render(config, pools, settings);
            publish(rendered);
            var next = new EdgeState(config, pools, rendered.generation());
            settle(next);
            edge = next;
        });
    }

    /// What takes its time before anything can be applied, and does not depend on what: the container is looked
    /// after where one runs, the default certificate made, and an edge that never was is started, and knows nothing
    /// yet. Without this call `apply` does it.
    public void resume() {
        alone(() -> {
            resumeOnce();
            if (folder.configuration().isEmpty()) {
                apply(RouterConfig.NOTHING);
            }
        });
    }

    private void resumeOnce() {
        if (!resumed) {
            DefaultCertificate.ensure(folder.path());
            startUp.resume();
            resumed = true;
        }
    }

    /// The servers of each backend that remains: as last told or, after a start, as last written.
    private Map<BackendName, ServerPool> pools(RouterConfig config) {
        var present = edge;
        var known = present == null
                ? folder.configuration().map(HaproxyConfig::pools).orElse(Map.of())
                : present.pools();
        return config.backends().stream()
                .map(RouterConfig.Backend::name)
                .collect(Collectors.toMap(name -> name, name -> known.getOrDefault(name, ServerPool.empty(name))));
    }

    private void publish(Rendered rendered) {
        var running = haproxy.generation();
        if (running.equals(Optional.of(rendered.generation()))) {
            folder.update(rendered);
            haproxy.replaceRoutes(haproxy.serving(), rendered.generation(), rendered.routes());
            return;
        }
        DefaultCertificate.ensure(folder.path());
        folder.prepare(rendered);
        refuseWhatHaproxyRefuses();
        var previous = folder.configuration();
        folder.promote();
        try {
            if (running.isPresent()) {
                LOG.info("Reloading the router: generation {} instead of {}", rendered.generation(), running.get());
                folder.health(haproxy.healthOfAll());
                haproxy.reload(rendered.generation());
            } else {
                startUp.bringUp(rendered.generation());
            }
        } catch (SkerryException e) {
            folder.restore(previous);
            throw e;
        }
        folder.tidy();
    }

    private void refuseWhatHaproxyRefuses() {
        var complaints = complaints();
        if (complaints.isPresent()) {
            throw new SkerryException(
                    ErrorCode.UNPROCESSABLE,
                    "The router refuses the configuration and goes on as before: " + complaints.get());
        }
    }

    private Optional<String> complaints() {
        var complaints = container.check(StateFolder.CANDIDATE);
        if (complaints.isEmpty()) {
            return Optional.empty();
        }
        folder.tidy();
        return Optional.of(String.join(" | ", complaints));
    }

    @Override
    public Optional<String> refusal(RouterConfig config) {
        try {
            RouterPolicy.check(config);
        } catch (SkerryException e) {
            return Optional.of(e.getMessage());
        }
        return alone(() -> {
            DefaultCertificate.ensure(folder.path());
            folder.prepare(HaproxyConfig.render(config, pools(config), settings));
            var complaints = complaints();
            folder.tidy();
            return complaints;
        });
    }

    @Override
    public boolean isCurrent() {
        return alone(() -> {
            var present = edge;
            try {
                return present != null && haproxy.generation().equals(Optional.of(present.generation()));
            } catch (SkerryException e) {
                LOG.warn("The router is not well: {}", e.getMessage());
                return false;
            }
        });
    }

    @Override
    public void join(String network) {
        alone(() -> {
            var networks = new TreeSet<>(folder.networks());
            if (networks.add(network)) {
                folder.networks(networks);
            }
            // Before the first `apply` there may be no container: it joins when it starts.
            if (edge != null || container.isRunning()) {
                container.join(network);
            }
        });
    }

    @Override
    public void leave(String network) {
        alone(() -> {
            container.leave(network);
            var networks = new TreeSet<>(folder.networks());
            if (networks.remove(network)) {
                folder.networks(networks);
            }
        });
    }

    @Override
    public void stage(BackendName backend, Set<ServerAddress> servers) {
        change(backend, pool -> pool.stage(servers));
    }

    @Override
    public void swap(BackendName backend, Set<ServerAddress> servers) {
        change(backend, pool -> pool.swap(servers));
    }

    @Override
    public void split(BackendName backend, Split split) {
        change(backend, pool -> pool.split(split));
    }

    @Override
    public void remove(BackendName backend, Set<ServerAddress> servers) {
        alone(() -> {
            change(backend, pool -> pool.remove(servers));
            for (var old : haproxy.workers().old()) {
                servers.forEach(server -> endSessions(old, backend, ServerLine.name(server)));
            }
        });
    }

    /// Changes the running worker first and writes it down then: what fails half-way is taken back, and a caller
    /// that was told of the failure finds things as they were.
    private void change(BackendName backend, UnaryOperator<ServerPool> how) {
        alone(() -> {
            var before = known();
            var pool = before.pool(backend);
            var after = before.with(how.apply(pool));
            try {
                settle(after, after.pool(backend));
                if (!after.equals(before)) {
                    folder.update(HaproxyConfig.render(after.config(), after.pools(), settings));
                }
            } catch (SkerryException e) {
                takeBack(before, pool, e);
                throw e;
            }
            edge = after;
        });
    }

    private void takeBack(EdgeState before, ServerPool pool, SkerryException failure) {
        try {
            settle(before, pool);
        } catch (SkerryException e) {
            failure.addSuppressed(e);
        }
    }

    private void settle(EdgeState wanted, ServerPool pool) {
        var worker = haproxy.serving();
        var running = haproxy.statistics(worker, pool.backend().value());
        settle(worker, wanted.backend(pool.backend()), running, pool);
    }

    private void settle(EdgeState wanted) {
        var worker = haproxy.serving();
        var running =
                haproxy.statistics(worker, "-1").stream().collect(Collectors.groupingBy(ServerStatistics::backend));
        for (var backend : wanted.config().backends()) {
            var servers = running.getOrDefault(backend.name().value(), List.of());
            settle(worker, backend, servers, wanted.pool(backend.name()));
        }
    }

    private void settle(
            Worker worker, RouterConfig.Backend backend, List<ServerStatistics> running, ServerPool wanted) {
        for (var step : ServerStep.between(running, wanted)) {
            haproxy.take(worker, backend.name(), step, backend.check());
        }
    }

    private void endSessions(Worker old, BackendName backend, String server) {
        try {
            haproxy.endSessions(old, backend, server);
        } catch (SkerryException e) {
            LOG.info("An old process of the router ended meanwhile: {}", e.getMessage());
        }
    }

    @Override
    public List<ServerState> servers(BackendName backend) {
        return alone(() -> {
            var pool = known().pool(backend);
            return states(pool, Sight.of(haproxy, backend, settings.timeouts().keepAlive()));
        });
    }

    /// Of the process that serves: what an old one still answers after a reload is left out.
    @Override
    public List<ServerTraffic> traffic(BackendName backend) {
        return alone(() -> {
            var addresses = known().pool(backend).roles().keySet();
            return haproxy.statistics(haproxy.serving(), backend.value()).stream()
                    .flatMap(server -> server.traffic().stream())
                    .filter(traffic -> addresses.contains(traffic.address()))
                    .toList();
        });
    }

    @Override
    public Map<BackendName, List<ServerState>> servers() {
        return alone(() -> {
            var pools = known().pools();
            var sights = Sight.ofAll(haproxy, settings.timeouts().keepAlive());
            return pools.entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(
                            Map.Entry::getKey,
                            one -> states(
                                    one.getValue(),
                                    sights.getOrDefault(one.getKey().value(), Sight.NOTHING))));
        });
    }

    private static List<ServerState> states(ServerPool pool, Sight sight) {
        return pool.roles().entrySet().stream()
                .map(one -> sight.state(one.getKey(), one.getValue()))
                .toList();
    }

    private EdgeState known() {
        var present = edge;
        if (present == null) {
            throw new SkerryException(ErrorCode.NOT_FOUND, "The router was not told of any backend yet.");
        }
        return present;
    }

    private void alone(Runnable work) {
        alone(() -> {
            work.run();
            return true;
        });
    }

    /// Looks wait for changes too: the command socket is closed for a moment while HAProxy reloads.
    private <T> T alone(Supplier<T> work) {
        oneAtATime.lock();
        try {
            return work.get();
        } finally {
            oneAtATime.unlock();
        }
    }

    @Override
    public Asked ask(BackendName backend, String host, String path) {
        var name = alone(() -> known().backend(backend).name());
        return Visit.ask(folder.visits(), settings.httpPort(), name, host, path);
    }
}
