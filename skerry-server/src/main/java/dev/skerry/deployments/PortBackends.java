package dev.skerry.deployments;

import dev.skerry.api.ErrorCode;
import dev.skerry.applications.Application;
import dev.skerry.deployments.Edge.PortBackend;
import dev.skerry.kernel.SkerryException;
import dev.skerry.router.Router;
import dev.skerry.router.ServerAddress;
import dev.skerry.router.ServerState;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Leads the other ports of an application after its own one: the same tasks serve there, once those ports answer. No
/// deployment waits for them. One whose last domain just went is passed over.
record PortBackends(Edge edge, Router router) {
    /// Has the router check new tasks.
    void stage(Application application, Set<ServerAddress> servers) {
        each(application, backend -> {
            if (!servers.isEmpty()) {
                router.stage(backend.name(), at(servers, backend));
            }
        });
    }

    /// Sends new requests to these tasks as far as they answer. Where none does yet, those before go on.
    void swap(Application application, Set<ServerAddress> servers) {
        each(application, backend -> {
            var own = at(servers, backend);
            var up = router.servers(backend.name()).stream()
                    .filter(server -> own.contains(server.address()))
                    .filter(server ->
                            server.role() == ServerState.Role.SERVING || server.health() == ServerState.Health.UP)
                    .map(ServerState::address)
                    .collect(Collectors.toUnmodifiableSet());
            if (!up.isEmpty()) {
                router.swap(backend.name(), up);
            }
        });
    }

    /// Sends no new requests anywhere.
    void close(Application application) {
        each(application, backend -> router.swap(backend.name(), Set.of()));
    }

    /// As `ServingPlanner` decides for each.
    void follow(Application application, Set<ServerAddress> live, Set<ServerAddress> others) {
        each(
                application,
                backend -> ServingPlanner.plan(at(live, backend), at(others, backend), router.servers(backend.name()))
                        .carryOut(router, backend.name()));
    }

    /// Whether requests are, or may still be sent, to these tasks.
    boolean areBusy(Application application, Set<ServerAddress> servers) {
        var busy = new HashSet<ServerAddress>();
        each(application, backend -> {
            var own = at(servers, backend);
            router.servers(backend.name()).stream()
                    .filter(server -> own.contains(server.address()))
                    .filter(server -> server.role() == ServerState.Role.SERVING || server.sessions() > 0)
                    .forEach(server -> busy.add(server.address()));
        });
        return !busy.isEmpty();
    }

    /// Forgets tasks that are about to end, also where nobody took over from them.
    void remove(Application application, Set<ServerAddress> servers) {
        each(application, backend -> {
            var own = at(servers, backend);
            var serving = router.servers(backend.name()).stream()
                    .filter(server -> server.role() == ServerState.Role.SERVING)
                    .map(ServerState::address)
                    .collect(Collectors.toSet());
            if (serving.removeAll(own)) {
                router.swap(backend.name(), serving);
            }
            if (!own.isEmpty()) {
                router.remove(backend.name(), own);
            }
        });
    }

    /// One that has just gone is passed over.
    void each(Application application, Consumer<PortBackend> work) {
        for (var backend : edge.portBackends(application.id())) {
            try {
                work.accept(backend);
            } catch (SkerryException e) {
                if (e.code() != ErrorCode.NOT_FOUND) {
                    throw e;
                }
            }
        }
    }

    static Set<ServerAddress> at(Set<ServerAddress> servers, PortBackend backend) {
        return servers.stream()
                .map(server -> new ServerAddress(server.ip(), backend.port()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
