package dev.skerry.router;

import dev.skerry.kernel.SkerryException;
import dev.skerry.router.ServerState.Health;
import dev.skerry.router.ServerState.Role;
import dev.skerry.router.Workers.Worker;
import java.time.Duration;
import java.util.List;

/// One backend as all of HAProxy's workers see it together. A worker from before a reload cannot be told of
/// servers any more: it finishes its requests, and for as long as an idle connection may stay open one more may
/// come in by it and go to the servers it knows. So a server that drains counts as busy until that time is over.
record Sight(List<ServerStatistics> serving, List<ServerStatistics> old, boolean mayStillReceive) {
    /// The age HAProxy reports is in whole seconds, rounded up.
    private static final Duration ROUNDING = Duration.ofSeconds(2);

    static Sight of(Haproxy haproxy, BackendName backend, Duration keepAlive) {
        var workers = haproxy.workers();
        var serving = workers.current().orElseGet(haproxy::serving);
        var old = workers.old().stream()
                .flatMap(worker -> statistics(haproxy, worker, backend).stream())
                .toList();
        return new Sight(
                haproxy.statistics(serving, backend.value()),
                old,
                serving.age().compareTo(keepAlive.plus(ROUNDING)) < 0);
    }

    /// Old workers end when they have nothing left to do, at any moment.
    private static List<ServerStatistics> statistics(Haproxy haproxy, Worker old, BackendName backend) {
        try {
            return haproxy.statistics(old, backend.value());
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
