package dev.skerry.deployments;

import dev.skerry.deployments.Edge.PortBackend;
import dev.skerry.deployments.Roster.Present;
import dev.skerry.router.ServerAddress;
import dev.skerry.router.ServerState;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Decides whether an application is as it should be, so that there is nothing to do about it. Pure.
final class RestPolicy {
    private RestPolicy() {}

    /// @param network of the live generation
    /// @param ports the backends beside that of its own port
    static boolean isAtRest(Roster.Entry entry, String network, Seen seen, List<PortBackend> ports) {
        return entry.isSettled()
                && entry.live()
                        .filter(live -> !runs(live, seen) || !isReached(live, network, seen, ports))
                        .isEmpty();
    }

    private static boolean runs(Present live, Seen seen) {
        return GenerationPlanner.sizes(live.specification(), live.generation()).stream()
                .allMatch(size -> seen.service(size.service())
                                .filter(service -> service.replicas() == size.replicas() && !service.altered())
                                .isPresent()
                        && seen.running(size.service()) == size.replicas());
    }

    private static boolean isReached(Present live, String network, Seen seen, List<PortBackend> ports) {
        if (!live.specification().serves()) {
            return true;
        }
        var own = GenerationPlanner.servers(network, live.specification(), seen.tasks(live.generation()));
        var known =
                seen.servers().apply(GenerationPlanner.backend(live.generation().application()));
        return serving(known).equals(own)
                && ServingPlanner.plan(own, Set.of(), known).isEmpty()
                && ports.stream()
                        .allMatch(port -> ServingPlanner.plan(
                                        PortBackends.at(own, port),
                                        Set.of(),
                                        seen.servers().apply(port.name()))
                                .isEmpty());
    }

    private static Set<ServerAddress> serving(List<ServerState> known) {
        return known.stream()
                .filter(server -> server.role() == ServerState.Role.SERVING)
                .map(ServerState::address)
                .collect(Collectors.toUnmodifiableSet());
    }
}
