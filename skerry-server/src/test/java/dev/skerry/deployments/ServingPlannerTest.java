package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.deployments.ServingPlanner.Plan;
import dev.skerry.router.ServerAddress;
import dev.skerry.router.ServerState;
import dev.skerry.router.ServerState.Health;
import dev.skerry.router.ServerState.Role;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServingPlannerTest {
    private static final ServerAddress A = new ServerAddress("10.0.1.1", 8080);
    private static final ServerAddress B = new ServerAddress("10.0.1.2", 8080);
    private static final Set<ServerAddress> NONE = Set.of();

    @Test
    void asksForNothingWhenEverythingIsAsItShouldBe() {
        assertThat(plan(Set.of(A), NONE, serving(A))).isEqualTo(new Plan(NONE, NONE, NONE));
    }

    @Test
    void stagesANewTaskAndServesFromItOnceItIsUp() {
        assertThat(plan(Set.of(A, B), NONE, serving(A))).isEqualTo(new Plan(Set.of(B), NONE, NONE));
        assertThat(plan(Set.of(A, B), NONE, serving(A), staged(B, Health.DOWN))).isEqualTo(new Plan(NONE, NONE, NONE));
        assertThat(plan(Set.of(A, B), NONE, serving(A), staged(B, Health.UP)))
                .isEqualTo(new Plan(NONE, Set.of(A, B), NONE));
    }

    @Test
    void replacesADeadTaskOnlyWhenItsSuccessorIsUp() {
        assertThat(plan(Set.of(B), NONE, serving(A), staged(B, Health.UNKNOWN))).isEqualTo(new Plan(NONE, NONE, NONE));
        assertThat(plan(Set.of(B), NONE, serving(A), staged(B, Health.UP)))
                .isEqualTo(new Plan(NONE, Set.of(B), Set.of(A)));
    }

    @Test
    void leavesTheGenerationThatIsBeingStartedOrDrainedAlone() {
        assertThat(plan(Set.of(A), Set.of(B), serving(A), staged(B, Health.UP))).isEqualTo(new Plan(NONE, NONE, NONE));
    }

    @Test
    void forgetsWhatNoTaskListensAtAnyMore() {
        assertThat(plan(Set.of(A), NONE, serving(A), new ServerState(B, Role.DRAINING, Health.DOWN, 0, "")))
                .isEqualTo(new Plan(NONE, NONE, Set.of(B)));
    }

    private static Plan plan(Set<ServerAddress> live, Set<ServerAddress> others, ServerState... known) {
        return ServingPlanner.plan(live, others, List.of(known));
    }

    private static ServerState serving(ServerAddress address) {
        return new ServerState(address, Role.SERVING, Health.UP, 0, "");
    }

    private static ServerState staged(ServerAddress address, Health health) {
        return new ServerState(address, Role.STAGED, health, 0, "");
    }
}
