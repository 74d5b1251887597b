package dev.skerry.docker;

import dev.skerry.docker.OutputLine.Stream;
import dev.skerry.kernel.Cancellation;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

class FakeTaskLogsTest implements TaskLogsContract {
    private final FakeTaskLogs logs = new FakeTaskLogs();
    private final Cancellation ended = new Cancellation();

    @Override
    public TaskLogs logs() {
        return logs;
    }

    @Override
    public String start() {
        say(1);
        Thread.startVirtualThread(() -> {
            for (var task = 2; !ended.isCancelled(); task++) {
                Cancellation.never().sleep(Duration.ofMillis(20));
                say(task);
            }
        });
        return "service";
    }

    @Override
    public void remove(String service) {
        ended.cancel("removed");
        Cancellation.never().sleep(Duration.ofMillis(50));
        logs.remove(service);
    }

    @AfterEach
    void end() {
        ended.cancel("over");
    }

    private void say(int task) {
        logs.say("service", "task-" + task, Stream.STDOUT, "one");
        logs.say("service", "task-" + task, Stream.STDERR, "two");
    }
}
