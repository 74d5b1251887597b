package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.docker.FakeContainers.Script;
import dev.skerry.docker.OutputLine.Stream;
import dev.skerry.kernel.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FakeContainersTest implements ContainersContract {
    private final FakeContainers containers = new FakeContainers();
    private final Labels labels = TestLabels.instance();

    @BeforeEach
    void script() {
        var hello = new OutputLine(Stream.STDOUT, Instant.now(), "hello");
        var oops = new OutputLine(Stream.STDERR, Instant.now(), "oops");
        containers.script(image(Act.SPEAKS), new Script(List.of(hello, oops), new RunResult(7, false), false));
        containers.script(image(Act.STAYS), new Script(List.of(hello), new RunResult(0, false), true));
        containers.script(image(Act.GREEDY), new Script(List.of(), new RunResult(137, true), false));
    }

    @Override
    public Containers containers() {
        return containers;
    }

    @Override
    public Labels labels() {
        return labels;
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public String image(Act act) {
        return "fake/" + act.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String network() {
        return "net";
    }

    @Override
    public void putForeign(String name) {
        containers.putForeign(name);
    }

    @Override
    public void removeForeignThings() {}

    @Override
    public void killProcess(String container) {
        containers.die(container, 137);
    }

    @Test
    void remembersItsRuns() {
        var run = TestSpecs.run("once", "any", Act.SPEAKS, labels, Duration.ofSeconds(1));

        assertThat(containers.run(run, Cancellation.never(), line -> {}).succeeded())
                .isTrue();
        assertThat(containers.runs()).containsExactly(run);
    }
}
