package dev.skerry.router;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import dev.skerry.router.ServerState.Role;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The servers one backend should have and what each is for: the rules of `stage`, `swap`, `split` and `remove` without
/// an edge.
///
/// @param split what those weigh that serve, where they do not all weigh the same
record ServerPool(BackendName backend, SortedMap<ServerAddress, Role> roles, SortedMap<ServerAddress, Integer> split) {
    private static final Comparator<ServerAddress> BY_TEXT = Comparator.comparing(ServerAddress::toString);

    ServerPool {
        roles = Collections.unmodifiableSortedMap(copy(roles));
        split = Collections.unmodifiableSortedMap(copy(split));
    }

    static ServerPool empty(BackendName backend) {
        return new ServerPool(backend, new TreeMap<>(BY_TEXT), new TreeMap<>(BY_TEXT));
    }

    ServerPool with(ServerAddress server, Role role) {
        return with(server, role, ServerLine.weight(role));
    }

    /// @param weight what it was written down with
    ServerPool with(ServerAddress server, Role role, int weight) {
        var all = copy(roles);
        all.put(server, role);
        var weights = copy(split);
        weights.remove(server);
        if (role == Role.SERVING && weight != ServerLine.SERVING_WEIGHT) {
            weights.put(server, weight);
        }
        return new ServerPool(backend, all, weights);
    }

    /// What the server weighs: nothing unless it serves.
    int weight(ServerAddress server) {
        return roles.get(server) == Role.SERVING ? split.getOrDefault(server, ServerLine.SERVING_WEIGHT) : 0;
    }

    ServerPool stage(Set<ServerAddress> servers) {
        var all = copy(roles);
        servers.forEach(server ->
                all.merge(server, Role.STAGED, (role, staged) -> role == Role.SERVING ? Role.SERVING : staged));
        return new ServerPool(backend, all, split);
    }

    ServerPool swap(Set<ServerAddress> servers) {
        refuse(servers.stream().filter(server -> !roles.containsKey(server)).collect(Collectors.toSet()), "was staged");
        var all = copy(roles);
        all.replaceAll((server, role) -> {
            if (servers.contains(server)) {
                return Role.SERVING;
            }
            return role == Role.SERVING ? Role.DRAINING : role;
        });
        return new ServerPool(backend, all, new TreeMap<>(BY_TEXT));
    }

    ServerPool split(Split wanted) {
        var pool = swap(wanted.servers());
        var weights = wanted.weights();
        for (var server : wanted.others()) {
            pool = pool.with(server, Role.SERVING, weights.other());
        }
        for (var server : wanted.canaries()) {
            pool = pool.with(server, Role.SERVING, weights.canary());
        }
        return pool;
    }

    ServerPool remove(Set<ServerAddress> servers) {
        refuse(
                servers.stream()
                        .filter(server -> roles.get(server) == Role.SERVING)
                        .collect(Collectors.toSet()),
                "is out of service");
        var all = copy(roles);
        all.keySet().removeAll(servers);
        return new ServerPool(backend, all, split);
    }

    private void refuse(Set<ServerAddress> servers, String unless) {
        if (!servers.isEmpty()) {
            throw new SkerryException(
                    ErrorCode.CONFLICT, "Backend '%s': none of %s %s.".formatted(backend, servers, unless));
        }
    }

    private static <V> TreeMap<ServerAddress, V> copy(Map<ServerAddress, V> values) {
        var all = new TreeMap<ServerAddress, V>(BY_TEXT);
        all.putAll(values);
        return all;
    }
}
