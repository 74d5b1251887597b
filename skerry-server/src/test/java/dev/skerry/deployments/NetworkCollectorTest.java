package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.values.ApplicationRef;
import dev.skerry.db.TestDatabase;
import dev.skerry.docker.Labels;
import dev.skerry.docker.MountSpec;
import dev.skerry.docker.MountSpec.FileContent;
import dev.skerry.docker.NetworkSpec;
import dev.skerry.docker.NetworkState;
import dev.skerry.docker.Resources;
import dev.skerry.docker.ServiceSpec;
import dev.skerry.kernel.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The networks of environments that are gone for good.
class NetworkCollectorTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Labels EVERYTHING = new Labels(Map.of());

    @TempDir
    private static Path folder;

    private EngineFixture fixture;
    private Collector collector;
    private ApplicationRef notes;

    @BeforeEach
    void open() {
        fixture = new EngineFixture(DATABASE.get(), folder);
        collector = fixture.assembly.collector();
        notes = fixture.create("notes", "notes:1");
    }

    @Test
    void removesTheNetworkOfAnEnvironmentThatIsGoneForGood() {
        var kept = network(environment("kept"));
        var staging = environment("staging");
        var gone = network(staging);
        execute("UPDATE environments SET deleted_at = now(), purge_at = now() WHERE id = ?", staging);

        assertThat(collector.run().networks())
                .as("while it can be restored still")
                .isZero();
        assertThat(networks()).contains(kept, gone);

        execute("DELETE FROM environments WHERE id = ?", staging);
        assertThat(collector.run().networks()).isEqualTo(1);

        assertThat(networks()).contains(kept).doesNotContain(gone);
        assertThat(fixture.router.networks()).contains(kept).doesNotContain(gone);
        assertThat(collector.run().networks()).isZero();
    }

    @Test
    void touchesNoNetworkOfAnybodyElse() {
        var nowhere = UUID.randomUUID().toString();
        fixture.swarm.createNetwork(
                new NetworkSpec("other", Labels.of(Labels.INSTANCE, "other").with(Labels.ENVIRONMENT, nowhere)));
        fixture.swarm.createNetwork(new NetworkSpec("no-instance", Labels.of(Labels.ENVIRONMENT, nowhere)));
        fixture.swarm.createNetwork(new NetworkSpec("of-no-environment", fixture.assembly.planner.own()));
        fixture.swarm.putForeignNetwork("skerry-env-000000000000");

        assertThat(collector.run().networks()).isZero();
        assertThat(networks()).contains("other", "no-instance", "of-no-environment", "skerry-env-000000000000");
    }

    @Test
    void leavesOneThatIsInUseForTheNextTimeAndRemovesTheOthers() {
        var used = network(UUID.randomUUID());
        fixture.swarm.createService(service(used));
        var free = network(UUID.randomUUID());

        assertThat(collector.run().networks()).isEqualTo(1);
        assertThat(networks()).contains(used).doesNotContain(free);

        fixture.swarm.removeService("somebody-uses-it");
        assertThat(collector.run().networks()).isEqualTo(1);
        assertThat(networks()).doesNotContain(used);
    }

    @Test
    void removesFilesThatNoServiceCameForInAnHour() {
        fixture.swarm.storeFiles(withFile("young"), Instant.now().minus(Duration.ofMinutes(50)));
        fixture.swarm.storeFiles(withFile("old"), Instant.now().minus(Duration.ofMinutes(70)));

        collector.run();

        assertThat(fixture.swarm.files()).containsExactly("young");
    }

    /// One that is written down, in the project of the application.
    private UUID environment(String name) {
        var id = UUID.randomUUID();
        execute("""
                INSERT INTO environments (id, organization_id, project_id, name, created_at)
                SELECT ?, organization_id, project_id, ?, now() FROM environments WHERE id = ?
                """, id, name, fixture.application(notes).place().environment());
        return id;
    }

    /// As a deployment makes it.
    private String network(UUID environment) {
        var network = fixture.assembly.planner.network(environment);
        fixture.swarm.createNetwork(network);
        fixture.router.join(network.name());
        return network.name();
    }

    private List<String> networks() {
        return fixture.swarm.networks(EVERYTHING).stream()
                .map(NetworkState::name)
                .toList();
    }

    private static void execute(String sql, Object... arguments) {
        DATABASE.get().useTransaction(transaction -> transaction.handle().execute(sql, arguments));
    }

    private static ServiceSpec service(String network) {
        return service("somebody-uses-it", network, List.of());
    }

    private ServiceSpec withFile(String name) {
        return service(
                name,
                "none",
                List.of(new FileContent(name, "/etc/app.conf", new Secret(""), fixture.assembly.planner.own())));
    }

    private static ServiceSpec service(String name, String network, List<MountSpec> mounts) {
        return new ServiceSpec(
                name,
                "image",
                List.of(),
                Map.of(),
                Labels.of(Labels.INSTANCE, "somebody"),
                1,
                network,
                List.of(),
                Resources.UNLIMITED,
                mounts,
                List.of(),
                null,
                Duration.ZERO);
    }
}
