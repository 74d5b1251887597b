package dev.skerry.router;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import dev.skerry.router.RouterConfig.Route;
import dev.skerry.router.ServerState.Health;
import dev.skerry.router.ServerState.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// An edge in memory: it keeps what it was told, and its health checks find what the test says.
public final class FakeRouter implements Router {
    private final Map<BackendName, ServerPool> pools = new HashMap<>();
    private final Map<ServerAddress, Health> health = new ConcurrentHashMap<>();
    private final Map<ServerAddress, Integer> turns = new HashMap<>();
    private final Map<ServerAddress, ServerTraffic> traffic = new ConcurrentHashMap<>();
    private final Map<ServerAddress, Integer> sessions = new ConcurrentHashMap<>();
    private final Set<String> networks = new TreeSet<>();
    private final List<String> calls = new ArrayList<>();
    private int questions;
    private Optional<RouterConfig> config = Optional.empty();
    private Optional<Asked> answer = Optional.empty();
    private Optional<SkerryException> failure = Optional.empty();
    private Predicate<RouterConfig> refused = _ -> false;

    /// What its checks find from now on; UP where nothing is said.
    public void health(ServerAddress server, Health found) {
        health.put(server, found);
    }

    /// How many requests are in progress on the server.
    public void sessions(ServerAddress server, int count) {
        sessions.put(server, count);
    }

    /// The server has got more requests.
    public void answered(ServerAddress server, long requests, long errors) {
        traffic.merge(
                server,
                new ServerTraffic(server, requests, errors),
                (before, more) -> new ServerTraffic(
                        server, before.requests() + more.requests(), before.errors() + more.errors()));
    }

    /// Counts from nothing again, as after a reload.
    public void countAnew() {
        traffic.clear();
    }

    /// What the server weighs among those of its backend.
    public synchronized int weight(BackendName backend, ServerAddress server) {
        return pool(backend).weight(server);
    }

    /// Whose turn it is, each as often as its weight says.
    public synchronized Optional<ServerAddress> next(BackendName backend) {
        var serving = serving(backend);
        serving.forEach(server -> turns.merge(server, pool(backend).weight(server), Integer::sum));
        var all = serving.stream().mapToInt(pool(backend)::weight).sum();
        var next = serving.stream()
                .max(Comparator.<ServerAddress>comparingInt(turns::get).thenComparing(ServerAddress::toString));
        next.ifPresent(server -> turns.merge(server, -all, Integer::sum));
        return next;
    }

    /// The next call fails with this and does nothing.
    public synchronized void failOnce(SkerryException next) {
        failure = Optional.of(next);
    }

    /// What it refuses from now on.
    public synchronized void refuse(Predicate<RouterConfig> these) {
        refused = these;
    }

    /// Forgets everything but what was written down, as a container that is killed and not yet back.
    public synchronized void forget() {
        config = Optional.empty();
    }

    /// Each call that changed something or not, such as `stage web [10.0.0.1:80]`.
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    public synchronized Set<String> networks() {
        return Set.copyOf(networks);
    }

    public synchronized Optional<RouterConfig> config() {
        return config;
    }

    /// The servers that get new requests: those that serve and are not known to be down.
    public synchronized Set<ServerAddress> serving(BackendName backend) {
        return pool(backend).roles().entrySet().stream()
                .filter(one -> one.getValue() == Role.SERVING && found(one.getKey()) != Health.DOWN)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The route a request takes.
    public synchronized Optional<Route> route(String host, String path) {
        return longest(host, path).or(() -> longest(host.replaceFirst("^[^.]+", "*"), path));
    }

    private Optional<Route> longest(String host, String path) {
        return config.stream()
                .flatMap(known -> known.routes().stream())
                .filter(route -> route.host().equals(host))
                .filter(route -> (path + "/").startsWith(route.path().equals("/") ? "/" : route.path() + "/"))
                .max(Comparator.comparingInt(route -> route.path().length()));
    }

    @Override
    public synchronized void apply(RouterConfig wanted) {
        call("apply", wanted.routes().stream().map(Route::id).toList());
        RouterPolicy.check(wanted);
        if (refused.test(wanted)) {
            throw new SkerryException(ErrorCode.UNPROCESSABLE, "The router refuses the configuration");
        }
        config = Optional.of(wanted);
        var names = wanted.backends().stream().map(RouterConfig.Backend::name).toList();
        pools.keySet().retainAll(names);
        names.forEach(name -> pools.putIfAbsent(name, ServerPool.empty(name)));
    }

    @Override
    public synchronized Optional<String> refusal(RouterConfig wanted) {
        try {
            RouterPolicy.check(wanted);
        } catch (SkerryException e) {
            return Optional.of(e.getMessage());
        }
        return refused.test(wanted) ? Optional.of("no such thing") : Optional.empty();
    }

    @Override
    public synchronized boolean isCurrent() {
        return config.isPresent();
    }

    @Override
    public synchronized void join(String network) {
        call("join", network);
        networks.add(network);
    }

    @Override
    public synchronized void leave(String network) {
        call("leave", network);
        networks.remove(network);
    }

    @Override
    public synchronized void stage(BackendName backend, Set<ServerAddress> servers) {
        call("stage", backend, sorted(servers));
        pools.put(backend, pool(backend).stage(servers));
    }

    @Override
    public synchronized Map<BackendName, List<ServerState>> servers() {
        questions++;
        return pools.keySet().stream().collect(Collectors.toUnmodifiableMap(name -> name, this::states));
    }

    @Override
    public synchronized List<ServerState> servers(BackendName backend) {
        questions++;
        return states(backend);
    }

    /// How often it was asked for its servers.
    public synchronized int questions() {
        return questions;
    }

    private List<ServerState> states(BackendName backend) {
        return pool(backend).roles().entrySet().stream()
                .map(one -> new ServerState(
                        one.getKey(),
                        one.getValue(),
                        found(one.getKey()),
                        sessions.getOrDefault(one.getKey(), 0),
                        "scripted"))
                .toList();
    }

    @Override
    public synchronized void swap(BackendName backend, Set<ServerAddress> servers) {
        call("swap", backend, sorted(servers));
        pools.put(backend, pool(backend).swap(servers));
    }

    @Override
    public synchronized void split(BackendName backend, Split split) {
        call("split", backend, sorted(split.others()), sorted(split.canaries()), split.percent());
        pools.put(backend, pool(backend).split(split));
    }

    @Override
    public synchronized List<ServerTraffic> traffic(BackendName backend) {
        return pool(backend).roles().keySet().stream()
                .map(server -> traffic.getOrDefault(server, new ServerTraffic(server, 0, 0)))
                .toList();
    }

    @Override
    public synchronized void remove(BackendName backend, Set<ServerAddress> servers) {
        call("remove", backend, sorted(servers));
        pools.put(backend, pool(backend).remove(servers));
    }

    @Override
    public synchronized Asked ask(BackendName backend, String host, String path) {
        pool(backend);
        return answer.orElseGet(() -> next(backend)
                .map(server -> new Asked(200, Optional.of(server)))
                .orElse(new Asked(503, Optional.empty())));
    }

    /// What it answers from now on when it is asked.
    public synchronized void answer(Asked next) {
        answer = Optional.of(next);
    }

    /// What a visitor is answered.
    public synchronized int visit(String host, String path) {
        return route(host, path)
                .map(route -> switch (route.target()) {
                    case RouterConfig.Target.ToBackend to ->
                        serving(to.backend()).isEmpty() ? 503 : 200;
                    case RouterConfig.Target.Redirect redirect -> redirect.status();
                    case RouterConfig.Target.Unavailable _ -> 503;
                })
                .orElse(404);
    }

    private Health found(ServerAddress server) {
        return health.getOrDefault(server, Health.UP);
    }

    private ServerPool pool(BackendName backend) {
        var pool = pools.get(backend);
        if (pool == null) {
            throw SkerryException.notFound("backend", backend);
        }
        return pool;
    }

    private void call(Object... words) {
        calls.add(List.of(words).stream().map(Object::toString).collect(Collectors.joining(" ")));
        var planned = failure;
        failure = Optional.empty();
        planned.ifPresent(next -> {
            throw next;
        });
    }

    private static List<String> sorted(Set<ServerAddress> servers) {
        return servers.stream().map(ServerAddress::toString).sorted().toList();
    }
}
