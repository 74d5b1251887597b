package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.ImageReference;
import dev.skerry.db.TestDatabase;
import dev.skerry.docker.FakeContainers;
import dev.skerry.docker.FakeImages;
import dev.skerry.kernel.Cancellation;
import dev.skerry.router.BackendName;
import dev.skerry.router.ServerAddress;
import dev.skerry.router.ServerState;
import dev.skerry.router.ServerState.Health;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A domain that leads to another port of the same tasks, over deployments.
@Timeout(60)
class PortBackendsTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int OWN = 8080;
    private static final int OTHER = 9000;

    @TempDir
    private static Path folder;

    private final String host = "admin-%s.example.org".formatted(UUID.randomUUID());
    private EngineFixture fixture;
    private ApplicationRef notes;

    @BeforeEach
    void open() {
        var images = new FakeImages();
        images.putRemote(new ImageReference("notes:1"), EngineFixture.image("sha256:" + "a".repeat(64)));
        fixture = new EngineFixture(DATABASE.get(), folder, images, new FakeContainers());
        notes = fixture.create("notes", "notes:1");
        fixture.domain(notes, host, OTHER);
    }

    @Test
    void followsTheTasksOfEachDeployment() {
        var first = deployed();
        assertThat(serving(OWN)).isEqualTo(at(first, OWN));
        assertThat(serving(OTHER)).isEqualTo(at(first, OTHER));

        var second = deployed();

        assertThat(second).isNotEqualTo(first);
        assertThat(serving(OWN)).isEqualTo(at(second, OWN));
        assertThat(serving(OTHER)).isEqualTo(at(second, OTHER));
        assertThat(fixture.router.visit(host, "/")).isEqualTo(200);
    }

    @Test
    void forgetsTheTasksBeforeWhenTheyAreRemoved() {
        var first = deployed();
        var second = deployed();
        fixture.clock.advance(Duration.ofMinutes(2));

        while (known(OTHER).stream().anyMatch(at(first, OTHER)::contains)) {
            fixture.assembly.reconciler().run();
            fixture.clock.advance(Duration.ofMinutes(2));
            Cancellation.never().sleep(Duration.ofMillis(5)); // chores have threads of their own
        }

        assertThat(known(OTHER)).isEqualTo(at(second, OTHER));
        assertThat(known(OWN)).isEqualTo(at(second, OWN));
    }

    @Test
    void letsTheTasksBeforeServeAPortUntilTheNewOnesAnswerThere() {
        var first = deployed();
        var next = next(first);
        fixture.router.health(new ServerAddress(next, OTHER), Health.DOWN);

        var second = deployed();
        assertThat(second).containsExactly(next);
        assertThat(serving(OWN)).as("no deployment waits for the other port").isEqualTo(at(second, OWN));
        assertThat(serving(OTHER)).isEqualTo(at(first, OTHER));

        fixture.router.health(new ServerAddress(next, OTHER), Health.UP);
        fixture.assembly.reconciler().run();

        assertThat(serving(OTHER)).isEqualTo(at(second, OTHER));
    }

    /// The addresses of the tasks that a deployment has started.
    private Set<String> deployed() {
        var deployment = fixture.deploy(notes);
        assertThat(deployment.status()).as("%s", deployment.error()).isEqualTo(DeploymentStatus.SUCCESS);
        var application = fixture.application(notes);
        return fixture.swarm.tasks(fixture.assembly.planner.of(application.id(), deployment.number())).stream()
                .flatMap(task -> task.addresses().values().stream())
                .collect(Collectors.toSet());
    }

    /// Where the fake Swarm starts its next task: the service before took one number, and its task the next.
    private static String next(Set<String> addresses) {
        var address = addresses.iterator().next();
        var dot = address.lastIndexOf('.') + 1;
        return address.substring(0, dot) + (Integer.parseInt(address.substring(dot)) + 2);
    }

    private Set<ServerAddress> serving(int port) {
        return fixture.router.serving(backend(port));
    }

    private Set<ServerAddress> known(int port) {
        return fixture.router.servers(backend(port)).stream()
                .map(ServerState::address)
                .collect(Collectors.toSet());
    }

    private BackendName backend(int port) {
        var id = fixture.application(notes).id();
        return port == OWN ? GenerationPlanner.backend(id) : GenerationPlanner.backend(id, port);
    }

    private static Set<ServerAddress> at(Set<String> addresses, int port) {
        return addresses.stream()
                .map(address -> new ServerAddress(address, port))
                .collect(Collectors.toSet());
    }
}
