package dev.skerry.deployments;

import static dev.skerry.deployments.Samples.NOW;
import static dev.skerry.deployments.Samples.process;
import static dev.skerry.deployments.Samples.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.deployments.HealthPolicy.Observed;
import dev.skerry.deployments.HealthPolicy.Verdict;
import dev.skerry.docker.TaskState;
import dev.skerry.docker.TaskState.Phase;
import dev.skerry.router.ServerAddress;
import dev.skerry.router.ServerState;
import dev.skerry.router.ServerState.Health;
import dev.skerry.router.ServerState.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthPolicyTest {
    private static final Release WEB_ONLY = Samples.release(Map.of("web", process(2)));
    private static final Release WITH_WORKER =
            Samples.release(Map.of("web", process(1), "worker", process(1, "node", "worker.js")));
    private static final TaskState WEB = task("web", Phase.RUNNING, NOW.minusSeconds(1), null);
    private static final ServerState UP = server(Health.UP, "");

    @Test
    void isHealthyWhenEveryWebTaskPassesTheRoutersCheck() {
        assertThat(judge(WEB_ONLY, List.of(WEB, WEB), List.of(UP, UP))).isEqualTo(new Verdict.Healthy());
    }

    @Test
    void waitsForTheLastTaskToRun() {
        assertThat(judge(WEB_ONLY, List.of(WEB), List.of(UP))).isEqualTo(new Verdict.Waiting("web: 1 of 2 tasks run"));
    }

    @Test
    void saysWhatTheRoutersCheckFound() {
        assertThat(judge(WEB_ONLY, List.of(WEB, WEB), List.of(UP, server(Health.DOWN, "L7STS/503 in 2ms"))))
                .isEqualTo(new Verdict.Waiting("web: 1 of 2 tasks pass the health check (L7STS/503 in 2ms)"));
    }

    @Test
    void takesARunningTaskForHealthyOnlyAfterAWhileWhenNothingChecksIt() {
        var fresh = task("worker", Phase.RUNNING, NOW.minus(HealthPolicy.STEADY).plusMillis(1), null);
        var steady = task("worker", Phase.RUNNING, NOW.minus(HealthPolicy.STEADY), null);

        assertThat(judge(WITH_WORKER, List.of(WEB, fresh), List.of(UP)))
                .isEqualTo(new Verdict.Waiting("worker: waiting until it has run for a while"));
        assertThat(judge(WITH_WORKER, List.of(WEB, steady), List.of(UP))).isEqualTo(new Verdict.Healthy());
    }

    @Test
    void givesUpOnAProcessThatKeepsEnding() {
        var ended = task("worker", Phase.FAILED, NOW, 1);

        assertThat(judge(WITH_WORKER, List.of(WEB, ended, ended), List.of(UP)))
                .isEqualTo(new Verdict.Waiting("worker: 0 of 1 tasks run, exit code 1"));
        assertThat(judge(WITH_WORKER, List.of(WEB, ended, ended, ended), List.of(UP)))
                .isEqualTo(new Verdict.Failed("the process worker ended 3 times: exit code 1"));
    }

    @Test
    void suspectsTheMemoryWhenATaskWasKilled() {
        var killed = task("web", Phase.FAILED, NOW, 137);

        assertThat(judge(WEB_ONLY, List.of(killed, killed, killed), List.of()))
                .isEqualTo(new Verdict.Failed(
                        "the process web ended 3 times: exit code 137 (killed, perhaps out of memory)"));
    }

    @Test
    void letsTheTaskTestifyThatEndedLast() {
        var earlier = withContainer(task("worker", Phase.FAILED, NOW.minusSeconds(5), 1), "earlier");
        var later = withContainer(task("worker", Phase.FAILED, NOW, 1), "later");
        var web = withContainer(WEB, "web");

        assertThat(witness(web, earlier, later)).contains(later);
        assertThat(witness(earlier, web)).contains(earlier);
    }

    @Test
    void letsARunningWebTaskTestifyWhenNothingEnded() {
        var worker = withContainer(task("worker", Phase.RUNNING, NOW, null), "worker");
        var web = withContainer(WEB, "web");

        assertThat(witness(worker, web)).contains(web);
        assertThat(witness(task("web", Phase.REJECTED, NOW, null))).isEmpty();
    }

    private static Optional<TaskState> witness(TaskState... tasks) {
        return HealthPolicy.witness(new Observed(List.of(tasks), List.of()));
    }

    private static TaskState withContainer(TaskState task, String container) {
        return new TaskState(
                task.id(),
                task.service(),
                task.labels(),
                task.desired(),
                task.observed(),
                task.addresses(),
                container,
                task.node(),
                task.error(),
                task.exitCode(),
                task.since(),
                task.slot());
    }

    private static Verdict judge(Release release, List<TaskState> tasks, List<ServerState> servers) {
        return HealthPolicy.judge(release.specification(), new Observed(tasks, servers), NOW);
    }

    private static ServerState server(Health health, String lastCheck) {
        return new ServerState(new ServerAddress("10.0.1.7", 8080), Role.STAGED, health, 0, lastCheck);
    }
}
