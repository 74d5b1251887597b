package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FakeSwarmTest implements SwarmContract {
    private final FakeSwarm swarm = new FakeSwarm();
    private final Labels labels = TestLabels.instance();

    @BeforeEach
    void script() {
        for (var behaviour : FakeBehaviour.values()) {
            swarm.behave(image(behaviour), behaviour);
        }
    }

    @Override
    public Swarm swarm() {
        return swarm;
    }

    @Override
    public Labels labels() {
        return labels;
    }

    @Override
    public String network() {
        return "test";
    }

    @Override
    public String image(FakeBehaviour behaviour) {
        return "fake/" + behaviour.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void putForeignNetwork(String name) {
        swarm.putForeignNetwork(name);
    }

    @Override
    public void alter(String service, String variable, String value) {
        swarm.alter(service, variable, value);
    }

    @Override
    public Map<String, String> environment(TaskState task) {
        return swarm.spec(task.service()).map(ServiceSpec::environment).orElse(Map.of());
    }

    @Override
    public void storeFiles(ServiceSpec service) {
        swarm.storeFiles(service, Instant.now());
    }

    @Override
    public List<String> files() {
        return swarm.files();
    }

    @Override
    public void removeForeignThings() {}

    @Override
    public boolean hasContainers(String service) {
        return swarm.spec(service).isPresent();
    }

    @Test
    void failsOnceWhenTold() {
        swarm.failNext("createNetwork", new IllegalStateException("told so"));
        var network = new NetworkSpec("n", labels);

        assertThatThrownBy(() -> swarm.createNetwork(network)).hasMessage("told so");
        swarm.createNetwork(network);

        assertThat(swarm.networks(labels)).hasSize(1);
        assertThat(swarm.calls()).containsExactly("createNetwork n", "createNetwork n");
    }

    @Test
    void replacesATaskThatIsKilled() {
        swarm.createNetwork(new NetworkSpec("n", labels));
        swarm.createService(TestSpecs.service("s", "n", labels, "app"));
        var task = swarm.tasks(labels).getFirst();

        swarm.kill(task.id(), 9);

        assertThat(swarm.tasks(labels))
                .extracting(TaskState::observed)
                .containsExactly(TaskState.Phase.STARTING, TaskState.Phase.FAILED);
    }
}
