package dev.skerry.deployments;

import static dev.skerry.deployments.Samples.process;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.deployments.WatchPolicy.Verdict;
import dev.skerry.docker.TaskState.Phase;
import dev.skerry.router.ServerAddress;
import dev.skerry.router.ServerState;
import dev.skerry.router.ServerState.Health;
import dev.skerry.router.ServerState.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchPolicyTest {
    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final Instant SINCE = Samples.NOW;
    private final Release release = Samples.release(Map.of("web", process(1), "worker", process(1)));

    @Test
    void watchesUntilTheWindowIsOver() {
        var fine = observed(Health.UP);

        assertThat(judge(fine, 29)).isInstanceOf(Verdict.Watching.class);
        assertThat(judge(fine, 30)).isInstanceOf(Verdict.Passed.class);
    }

    @Test
    void failsWhenNoServerIsUp() {
        assertThat(judge(observed(Health.DOWN), 5))
                .isEqualTo(new Verdict.Failed("no task of the process web passed the health check any more"));
        assertThat(judge(new HealthPolicy.Observed(List.of(), List.of()), 5)).isInstanceOf(Verdict.Failed.class);
    }

    @Test
    void forgivesOneServerOfTwo() {
        assertThat(judge(observed(Health.DOWN, Health.UP), 5)).isInstanceOf(Verdict.Watching.class);
    }

    @Test
    void failsWhenAProcessEndsTwice() {
        var once = Samples.task("worker", Phase.FAILED, SINCE.plusSeconds(2), 1);
        var twice = Samples.task("worker", Phase.FAILED, SINCE.plusSeconds(5), 3);
        var servers = observed(Health.UP).servers();

        assertThat(judge(new HealthPolicy.Observed(List.of(once), servers), 6)).isInstanceOf(Verdict.Watching.class);
        assertThat(judge(new HealthPolicy.Observed(List.of(once, twice), servers), 6))
                .isEqualTo(new Verdict.Failed(
                        "the process worker ended 2 times after it had begun to serve: exit code 3"));
    }

    @Test
    void doesNotHoldAgainstItWhatEndedBeforeItServed() {
        var before = Samples.task("worker", Phase.FAILED, SINCE.minusSeconds(2), 1);
        var servers = observed(Health.UP).servers();

        assertThat(judge(new HealthPolicy.Observed(List.of(before, before), servers), 6))
                .isInstanceOf(Verdict.Watching.class);
    }

    @Test
    void expectsNoServerOfAnApplicationThatServesNobody() {
        var worker = Samples.release(Map.of("worker", process(1)));

        assertThat(WatchPolicy.judge(
                        worker.specification(),
                        new HealthPolicy.Observed(List.of(), List.of()),
                        SINCE,
                        SINCE.plusSeconds(31),
                        WINDOW))
                .isInstanceOf(Verdict.Passed.class);
    }

    private Verdict judge(HealthPolicy.Observed observed, long seconds) {
        return WatchPolicy.judge(release.specification(), observed, SINCE, SINCE.plusSeconds(seconds), WINDOW);
    }

    private static HealthPolicy.Observed observed(Health... healths) {
        return new HealthPolicy.Observed(
                List.of(),
                Arrays.stream(healths)
                        .map(health -> new ServerState(
                                new ServerAddress("10.0.0.7", 8080), Role.SERVING, health, 0, "L7OK/200"))
                        .toList());
    }
}
