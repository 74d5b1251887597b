package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.deployments.SplitPlanner.Plan;
import dev.skerry.deployments.SplitPlanner.Sides;
import dev.skerry.router.ServerAddress;
import dev.skerry.router.ServerState;
import dev.skerry.router.ServerState.Health;
import dev.skerry.router.ServerState.Role;
import dev.skerry.router.Split;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SplitPlannerTest {
    private static final ServerAddress OLD = new ServerAddress("10.0.1.1", 8080);
    private static final ServerAddress FRESH = new ServerAddress("10.0.1.2", 8080);
    private static final ServerAddress CANARY = new ServerAddress("10.0.1.3", 8080);
    private static final ServerAddress OTHER = new ServerAddress("10.0.1.4", 8080);
    private static final Set<ServerAddress> NONE = Set.of();

    @Test
    void splitsBetweenBothSides() {
        assertThat(plan(Set.of(OLD), Set.of(CANARY), serving(OLD), staged(CANARY, Health.UP)))
                .isEqualTo(new Plan(NONE, split(Set.of(OLD), Set.of(CANARY)), NONE));
    }

    @Test
    void leavesACanaryOutUntilItIsUp() {
        assertThat(plan(Set.of(OLD), Set.of(CANARY), serving(OLD), staged(CANARY, Health.UNKNOWN)))
                .isEqualTo(new Plan(NONE, split(Set.of(OLD), NONE), NONE));
    }

    @Test
    void keepsTheSplitWhenATaskOfTheOldSideIsReplaced() {
        assertThat(plan(Set.of(FRESH), Set.of(CANARY), serving(OLD), serving(CANARY)))
                .isEqualTo(new Plan(Set.of(FRESH), split(NONE, Set.of(CANARY)), Set.of(OLD)));
        assertThat(plan(Set.of(OLD, FRESH), Set.of(CANARY), serving(OLD), serving(CANARY), staged(FRESH, Health.UP)))
                .isEqualTo(new Plan(NONE, split(Set.of(OLD, FRESH), Set.of(CANARY)), NONE));
    }

    @Test
    void keepsTheSplitWhenATaskOfTheCanaryIsReplaced() {
        assertThat(plan(Set.of(OLD), Set.of(FRESH), serving(OLD), serving(CANARY), staged(FRESH, Health.UP)))
                .isEqualTo(new Plan(NONE, split(Set.of(OLD), Set.of(FRESH)), Set.of(CANARY)));
    }

    @Test
    void leavesThoseThatServeAsTheyAreWhenNobodyElseCould() {
        assertThat(plan(Set.of(FRESH), NONE, serving(OLD), staged(FRESH, Health.DOWN)))
                .isEqualTo(new Plan(NONE, Optional.empty(), NONE));
    }

    @Test
    void leavesFurtherGenerationsAlone() {
        assertThat(plan(Set.of(OLD), Set.of(CANARY), serving(OLD), serving(CANARY), staged(OTHER, Health.UP)))
                .isEqualTo(new Plan(NONE, split(Set.of(OLD), Set.of(CANARY)), NONE));
    }

    private static Plan plan(Set<ServerAddress> live, Set<ServerAddress> canary, ServerState... known) {
        return SplitPlanner.plan(new Sides(live, canary, Set.of(OTHER)), 10, List.of(known));
    }

    private static Optional<Split> split(Set<ServerAddress> live, Set<ServerAddress> canary) {
        return Optional.of(new Split(live, canary, 10));
    }

    private static ServerState serving(ServerAddress address) {
        return new ServerState(address, Role.SERVING, Health.UP, 0, "");
    }

    private static ServerState staged(ServerAddress address, Health health) {
        return new ServerState(address, Role.STAGED, health, 0, "");
    }
}
