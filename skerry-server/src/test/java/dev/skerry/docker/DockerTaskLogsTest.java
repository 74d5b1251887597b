package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.kernel.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DockerTaskLogsTest implements TaskLogsContract {
    private static final Swarm SWARM = TestDocker.swarm();
    private final TaskLogs logs = new DockerTaskLogs(TestDocker.docker());
    private final Labels labels = TestLabels.instance();
    private final String name = TestLabels.unique("skerry-test");

    @Override
    public TaskLogs logs() {
        return logs;
    }

    @Override
    public String start() {
        return start("echo one; sleep 0.2; echo two >&2; exit 1");
    }

    @Override
    public void remove(String service) {
        SWARM.removeService(service);
    }

    @AfterEach
    void removeEverything() {
        SWARM.services(labels).forEach(service -> SWARM.removeService(service.name()));
        SWARM.removeNetwork(name);
    }

    @Test
    void keepsALongLineInOnePiece() {
        var service = start("head -c 40000 /dev/zero | tr '\\0' x; echo; sleep 60");
        var lines = new ArrayList<String>();

        var came = Polling.until(LONG, Cancellation.never(), () -> {
            lines.clear();
            logs.read(
                    service,
                    LogQuery.all(),
                    Cancellation.never(),
                    line -> lines.add(line.line().text()));
            return !lines.isEmpty();
        });

        assertThat(came).isTrue();
        assertThat(lines).containsExactly("x".repeat(40_000));
    }

    private String start(String script) {
        SWARM.createNetwork(new NetworkSpec(name, labels));
        SWARM.createService(new ServiceSpec(
                name + "-web",
                TestDocker.IMAGE,
                List.of("sh", "-c", script),
                Map.of(),
                labels,
                1,
                name,
                List.of(),
                Resources.UNLIMITED,
                List.of(),
                List.of(),
                null,
                Duration.ofSeconds(1)));
        return name + "-web";
    }
}
