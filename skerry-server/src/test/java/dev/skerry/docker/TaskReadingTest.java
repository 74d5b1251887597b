package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.docker.TaskState.Phase;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskReadingTest {
    private static final Labels LABELS = Labels.of("a", "1");

    @Test
    void readsATaskThatRuns() {
        var task = TaskReading.of(Docker.JSON.readTree("""
                {"ID": "t1", "Slot": 2, "ServiceID": "s1", "NodeID": "n1", "DesiredState": "running",
                 "Status": {"Timestamp": "2026-11-21T08:00:00.123456789Z", "State": "running", "Message": "started",
                            "ContainerStatus": {"ContainerID": "c1", "PID": 17, "ExitCode": 0}},
                 "NetworksAttachments": [
                   {"Network": {"Spec": {"Name": "env-1"}}, "Addresses": ["10.0.1.7/24"]},
                   {"Network": {"Spec": {"Name": "none-yet"}}}]}
                """), "web", LABELS);

        assertThat(task)
                .isEqualTo(new TaskState(
                        "t1",
                        "web",
                        LABELS,
                        Phase.RUNNING,
                        Phase.RUNNING,
                        Map.of("env-1", "10.0.1.7"),
                        "c1",
                        "n1",
                        null,
                        null,
                        Instant.parse("2026-11-21T08:00:00.123456789Z"),
                        2));
        assertThat(task.isRunning()).isTrue();
    }

    @Test
    void readsATaskThatFailed() {
        var task = TaskReading.of(Docker.JSON.readTree("""
                {"ID": "t1", "DesiredState": "shutdown",
                 "Status": {"Timestamp": "2026-11-21T08:00:00Z", "State": "failed",
                            "Err": "task: non-zero exit (3)",
                            "ContainerStatus": {"ContainerID": "c1", "ExitCode": 3}}}
                """), "web", LABELS);

        assertThat(task.observed()).isEqualTo(Phase.FAILED);
        assertThat(task.desired()).isEqualTo(Phase.ENDED);
        assertThat(task.exitCode()).isEqualTo(3);
        assertThat(task.error()).isEqualTo("task: non-zero exit (3)");
    }

    @Test
    void readsATaskThatNeverHadAContainer() {
        var task = TaskReading.of(Docker.JSON.readTree("""
                {"ID": "t1", "DesiredState": "shutdown",
                 "Status": {"Timestamp": "2026-11-21T08:00:00Z", "State": "rejected", "Err": "No such image: x"}}
                """), "web", LABELS);

        assertThat(task.observed()).isEqualTo(Phase.REJECTED);
        assertThat(task.container()).isNull();
        assertThat(task.exitCode()).isNull();
        assertThat(task.addresses()).isEmpty();
        assertThat(task.node()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "new, PENDING",
        "pending, PENDING",
        "allocated, PENDING",
        "assigned, STARTING",
        "accepted, STARTING",
        "preparing, STARTING",
        "ready, STARTING",
        "starting, STARTING",
        "running, RUNNING",
        "complete, ENDED",
        "shutdown, ENDED",
        "remove, ENDED",
        "failed, FAILED",
        "orphaned, FAILED",
        "rejected, REJECTED"
    })
    void knowsEveryStateOfSwarmKit(String state, Phase phase) {
        assertThat(TaskReading.phase(state)).isEqualTo(phase);
    }

    @Test
    void saysWhenItDoesNotKnowAState() {
        assertThatThrownBy(() -> TaskReading.phase("quantum")).hasMessageContaining("quantum");
    }
}
