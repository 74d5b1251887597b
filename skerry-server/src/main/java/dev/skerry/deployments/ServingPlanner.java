package dev.skerry.deployments;

import dev.skerry.router.BackendName;
import dev.skerry.router.Router;
import dev.skerry.router.ServerAddress;
import dev.skerry.router.ServerState;
import dev.skerry.router.ServerState.Health;
import dev.skerry.router.ServerState.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Decides what a router's backend needs so that it follows the tasks of the live generation. Pure, until the plan is
/// carried out.
final class ServingPlanner {
    private ServingPlanner() {}

    /// What to tell the router, in this order; empty sets mean nothing.
    ///
    /// @param serve the whole set that is to serve, empty to leave it as it is
    record Plan(Set<ServerAddress> stage, Set<ServerAddress> serve, Set<ServerAddress> remove) {
        boolean isEmpty() {
            return stage.isEmpty() && serve.isEmpty() && remove.isEmpty();
        }

        void carryOut(Router router, BackendName backend) {
            if (!stage.isEmpty()) {
                router.stage(backend, stage);
            }
            if (!serve.isEmpty()) {
                router.swap(backend, serve);
            }
            if (!remove.isEmpty()) {
                router.remove(backend, remove);
            }
        }
    }

    /// @param live where the running tasks of the live generation listen
    /// @param others where tasks of the application's other generations listen: they are left alone
    /// @param known what the router has
    static Plan plan(Set<ServerAddress> live, Set<ServerAddress> others, List<ServerState> known) {
        var addresses = known.stream().map(ServerState::address).collect(Collectors.toUnmodifiableSet());
        var serving = known.stream()
                .filter(server -> server.role() == Role.SERVING)
                .map(ServerState::address)
                .collect(Collectors.toUnmodifiableSet());
        var ready = known.stream()
                .filter(server -> live.contains(server.address()))
                .filter(server -> server.role() == Role.SERVING || server.health() == Health.UP)
                .map(ServerState::address)
                .collect(Collectors.toUnmodifiableSet());
        var gone = without(without(addresses, live), others);
        var serve = ready.equals(serving) ? Set.<ServerAddress>of() : ready;
        return new Plan(without(live, addresses), serve, serve.isEmpty() ? without(gone, serving) : gone);
    }

    private static Set<ServerAddress> without(Set<ServerAddress> all, Set<ServerAddress> some) {
        var rest = new HashSet<>(all);
        rest.removeAll(some);
        return Set.copyOf(rest);
    }
}
