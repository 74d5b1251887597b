package dev.skerry.router;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import dev.skerry.router.ServerState.Role;
import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The servers one backend should have and what each is for: the rules of `stage`, `swap` and `remove` without an
/// edge.
record ServerPool(BackendName backend, SortedMap<ServerAddress, Role> roles) {
    private static final Comparator<ServerAddress> BY_TEXT = Comparator.comparing(ServerAddress::toString);

    ServerPool {
        roles = Collections.unmodifiableSortedMap(copy(roles));
    }

    static ServerPool empty(BackendName backend) {
        return new ServerPool(backend, new TreeMap<>(BY_TEXT));
    }

    ServerPool with(ServerAddress server, Role role) {
        var all = copy(roles);
        all.put(server, role);
        return new ServerPool(backend, all);
    }

    ServerPool stage(Set<ServerAddress> servers) {
        var all = copy(roles);
        servers.forEach(server ->
                all.merge(server, Role.STAGED, (role, staged) -> role == Role.SERVING ? Role.SERVING : staged));
        return new ServerPool(backend, all);
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
        return new ServerPool(backend, all);
    }

    ServerPool remove(Set<ServerAddress> servers) {
        refuse(
                servers.stream()
                        .filter(server -> roles.get(server) == Role.SERVING)
                        .collect(Collectors.toSet()),
                "is out of service");
        var all = copy(roles);
        all.keySet().removeAll(servers);
        return new ServerPool(backend, all);
    }

    private void refuse(Set<ServerAddress> servers, String unless) {
        if (!servers.isEmpty()) {
            throw new SkerryException(
                    ErrorCode.CONFLICT, "Backend '%s': none of %s %s.".formatted(backend, servers, unless));
        }
    }

    private static TreeMap<ServerAddress, Role> copy(SortedMap<ServerAddress, Role> roles) {
        var all = new TreeMap<ServerAddress, Role>(BY_TEXT);
        all.putAll(roles);
        return all;
    }
}
