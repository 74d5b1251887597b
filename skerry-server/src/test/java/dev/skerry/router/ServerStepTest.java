package dev.skerry.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.router.ServerState.Role;
import dev.skerry.router.ServerStep.Add;
import dev.skerry.router.ServerStep.Remove;
import dev.skerry.router.ServerStep.Weigh;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerStepTest {
    private static final ServerAddress ONE = new ServerAddress("10.0.0.1", 80);
    private static final ServerAddress TWO = new ServerAddress("10.0.0.2", 80);
    private static final ServerAddress THREE = new ServerAddress("10.0.0.3", 80);
    private static final ServerPool EMPTY = ServerPool.empty(new BackendName("web"));

    @Test
    void letsNewServersBeginBeforeOldOnesEnd() {
        var running = List.of(running(ONE, 100), running(TWO, 0), running(THREE, 0));
        var wanted = EMPTY.with(ONE, Role.DRAINING).with(TWO, Role.SERVING);

        assertThat(ServerStep.between(running, wanted))
                .containsExactly(new Weigh("10.0.0.2-80", 100), new Weigh("10.0.0.1-80", 0), new Remove("10.0.0.3-80"));
    }

    @Test
    void bringsBackWhatARestartLost() {
        var wanted = EMPTY.with(ONE, Role.SERVING).with(TWO, Role.STAGED);

        assertThat(ServerStep.between(List.of(), wanted)).containsExactly(new Add(ONE, 100), new Add(TWO, 0));
    }

    @Test
    void doesNothingWhenAllIsAsWanted() {
        var running = List.of(running(ONE, 100), running(TWO, 0));
        var wanted = EMPTY.with(ONE, Role.SERVING).with(TWO, Role.DRAINING);

        assertThat(ServerStep.between(running, wanted)).isEmpty();
    }

    @Test
    void clearsAwayALeftoverBeforeItAddsTheSameServerAgain() {
        var leftover = new ServerStatistics("web", ServerLine.name(ONE), "MAINT", 0, 0, "", 0, 0, 0);

        assertThat(ServerStep.between(List.of(leftover), EMPTY.with(ONE, Role.STAGED)))
                .containsExactly(new Remove("10.0.0.1-80"), new Add(ONE, 0));
    }

    private static ServerStatistics running(ServerAddress server, int weight) {
        return new ServerStatistics("web", ServerLine.name(server), "UP", weight, 0, "L4OK in 0ms", 0, 0, 0);
    }
}
