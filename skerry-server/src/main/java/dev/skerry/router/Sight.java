package dev.skerry.router;

import dev.skerry.kernel.SkerryException;
import dev.skerry.router.ServerState.Health;
import dev.skerry.router.ServerState.Role;
import dev.skerry.router.Workers.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One backend as all of HAProxy's workers see it together. A worker from before a reload cannot be told of
/// servers any more: it finishes its requests, and for as long as an idle connection may stay open one more may
/// come in by it and go to the servers it knows. So a server that drains counts as busy until that time is over.
record Sight(List<ServerStatistics> serving, List<ServerStatistics> old, boolean mayStillReceive) {
    /// The age HAProxy reports is in whole seconds, rounded up.
    private static final Duration ROUNDING = Duration.ofSeconds(2);

    /// Of a backend the workers do not know.
    static final Sight NOTHING = new Sight(List.of(), List.of(), false);

    private static final String ALL = "-1";

    static Sight of(Haproxy haproxy, BackendName backend, Duration keepAlive) {
        return of(haproxy, backend.value(), keepAlive);
    }

    /// Every backend by its name.
    static Map<String, Sight> ofAll(Haproxy haproxy, Duration keepAlive) {
        var all = of(haproxy, ALL, keepAlive);
        var old = all.old().stream().collect(Collectors.groupingBy(ServerStatistics::backend));
        var serving = all.serving().stream().collect(Collectors.groupingBy(ServerStatistics::backend));
        return Stream.concat(serving.keySet().stream(), old.keySet().stream())
                .distinct()
                .collect(Collectors.toUnmodifiableMap(
                        backend -> backend,
                        backend -> new Sight(
                                serving.getOrDefault(backend, List.of()),
                                old.getOrDefault(backend, List.of()),
                                all.mayStillReceive())));
    }

    private static Sight of(Haproxy haproxy, String backend, Duration keepAlive) {
        var workers = haproxy.workers();
        var serving = workers.current().orElseGet(haproxy::serving);
        var old = workers.old().stream()
                .flatMap(worker -> statistics(haproxy, worker, backend).stream())
                .toList();
        return new Sight(
                haproxy.statistics(serving, backend), old, serving.age().compareTo(keepAlive.plus(ROUNDING)) < 0);
    }

    /// Old workers end when they have nothing left to do, at any moment.
    private static List<ServerStatistics> statistics(Haproxy haproxy, Worker old, String backend) {
        try {
            return haproxy.statistics(old, backend);
        } catch (SkerryException e) {
            return List.of();
        }
    }

    ServerState state(ServerAddress address, Role role) {
        var name = ServerLine.name(address);
        var now =
                serving.stream().filter(server -> server.server().equals(name)).findFirst();
        var before = old.stream().filter(server -> server.server().equals(name)).toList();
        var sessions = now.map(ServerStatistics::sessions).orElse(0)
                + before.stream().mapToInt(ServerStatistics::sessions).sum();
        var expected =
                role == Role.DRAINING && mayStillReceive && before.stream().anyMatch(server -> server.weight() > 0);
        return new ServerState(
                address,
                role,
                now.map(ServerStatistics::health).orElse(Health.UNKNOWN),
                sessions + (expected ? 1 : 0),
                now.map(ServerStatistics::check).orElse(""));
    }
}
