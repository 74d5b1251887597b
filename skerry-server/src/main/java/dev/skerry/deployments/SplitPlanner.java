package dev.skerry.deployments;

import dev.skerry.router.ServerAddress;
import dev.skerry.router.ServerState;
import dev.skerry.router.ServerState.Health;
import dev.skerry.router.ServerState.Role;
import dev.skerry.router.Split;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Decides what a router's backend needs so that requests are split between the tasks of a live generation and of its
/// canary, whichever of them come and go. Pure.
final class SplitPlanner {
    private SplitPlanner() {}

    /// Where tasks listen.
    ///
    /// @param others of the application's further generations: they are left alone
    record Sides(Set<ServerAddress> live, Set<ServerAddress> canary, Set<ServerAddress> others) {}

    /// What to tell the router, in this order.
    ///
    /// @param split empty to leave those that serve as they are: there is nobody who could
    record Plan(Set<ServerAddress> stage, Optional<Split> split, Set<ServerAddress> remove) {}

    /// @param known what the router has
    static Plan plan(Sides sides, int weight, List<ServerState> known) {
        var addresses = known.stream().map(ServerState::address).collect(Collectors.toUnmodifiableSet());
        var both = new HashSet<>(sides.live());
        both.addAll(sides.canary());
        var stage = without(both, addresses);
        var gone = without(without(addresses, both), sides.others());
        var live = ready(sides.live(), known);
        var canary = ready(without(sides.canary(), sides.live()), known);
        if (live.isEmpty() && canary.isEmpty()) {
            return new Plan(stage, Optional.empty(), without(gone, serving(known)));
        }
        return new Plan(stage, Optional.of(new Split(live, canary, weight)), gone);
    }

    private static Set<ServerAddress> ready(Set<ServerAddress> side, List<ServerState> known) {
        return known.stream()
                .filter(server -> side.contains(server.address()))
                .filter(server -> server.role() == Role.SERVING || server.health() == Health.UP)
                .map(ServerState::address)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<ServerAddress> serving(List<ServerState> known) {
        return known.stream()
                .filter(server -> server.role() == Role.SERVING)
                .map(ServerState::address)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<ServerAddress> without(Set<ServerAddress> all, Set<ServerAddress> some) {
        var rest = new HashSet<>(all);
        rest.removeAll(some);
        return Set.copyOf(rest);
    }
}
