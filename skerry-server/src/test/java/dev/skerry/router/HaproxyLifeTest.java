package dev.skerry.router;

import static dev.skerry.router.Samples.WEB;
import static dev.skerry.router.Samples.backend;
import static dev.skerry.router.Samples.config;
import static dev.skerry.router.Samples.http;
import static dev.skerry.router.Samples.route;
import static dev.skerry.router.Samples.tcp;
import static dev.skerry.router.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.docker.Labels;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import dev.skerry.process.Command;
import dev.skerry.router.RouterConfig.Certificate;
import dev.skerry.router.ServerState.Health;
import dev.skerry.router.ServerState.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the edge survives: restarts of its container and of Skerry, refused configurations, strangers.
class HaproxyLifeTest {
    private static final Logger LOG = LoggerFactory.getLogger(HaproxyLifeTest.class);
    private static final RouterConfig CONFIG =
            config(List.of(backend("web", http("/health"))), List.of(route("web", "web.example", "/", to("web"))));

    private TestEdge edge;
    private HaproxyRouter router;
    private TestServer serving;
    private TestServer staged;

    @BeforeEach
    void open() {
        edge = TestEdge.open();
        serving = new TestServer(Health.UP);
        staged = new TestServer(Health.UP);
        router = edge.router();
        router.apply(CONFIG);
        router.stage(WEB, Set.of(serving.address()));
        router.swap(WEB, Set.of(serving.address()));
        router.stage(WEB, Set.of(staged.address()));
    }

    @AfterEach
    void close() {
        serving.close();
        staged.close();
        edge.close();
    }

    @Test
    void comesBackWithTheSameServersWhenItsContainerIsKilled() {
        TestEdge.docker("kill", edge.name());
        assertThat(router.isCurrent()).isFalse();

        var begin = System.nanoTime();
        router.apply(CONFIG);
        LOG.info("back in {} ms", (System.nanoTime() - begin) / 1_000_000);

        asBefore(router);
    }

    @Test
    void comesBackWithTheSameServersWhenItsContainerIsRemoved() {
        TestEdge.docker("rm", "--force", edge.name());

        router.apply(CONFIG);

        asBefore(router);
    }

    @Test
    void comesBackByItselfWhenItsProcessDies() {
        TestEdge.docker("exec", edge.name(), "haproxy", "-v");
        var pid = Long.parseLong(TestEdge.docker("inspect", "--format", "{{.State.Pid}}", edge.name())
                .getFirst());
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        var end = System.nanoTime() + 10_000_000_000L;
        while (!router.isCurrent()
                || Long.parseLong(TestEdge.docker("inspect", "--format", "{{.State.Pid}}", edge.name())
                                .getFirst())
                        == pid) {
            assertThat(System.nanoTime()).as("waited 10 s").isLessThan(end);
        }

        asBefore(router);
    }

    @Test
    void failsWithoutChangingAnythingWhileItsContainerIsDown() {
        TestEdge.docker("kill", edge.name());

        assertThatThrownBy(() -> router.swap(WEB, Set.of(staged.address())))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        router.apply(CONFIG);

        asBefore(router);
    }

    @Test
    void goesOnWithoutAReloadWhenSkerryStartsAgain() {
        var reloads = reloads();
        var again = edge.router();

        again.apply(CONFIG);

        asBefore(again);
        assertThat(reloads()).isEqualTo(reloads);
    }

    @Test
    void reloadsForABackendButNotForARoute() {
        var reloads = reloads();
        router.apply(config(CONFIG.backends(), List.of(route("other", "other.example", "/", to("web")))));
        assertThat(reloads()).isEqualTo(reloads);

        router.apply(config(List.of(CONFIG.backends().getFirst(), backend("more", tcp())), CONFIG.routes()));
        assertThat(reloads()).isEqualTo(reloads + 1);
    }

    @Test
    void keepsWhatItHasWhenHaproxyRefusesACertificate() {
        var pem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----\nAAAA\n";
        var bad = new RouterConfig(
                CONFIG.backends(),
                CONFIG.routes(),
                List.of(new Certificate("bad", new Secret(pem), List.of("bad.example"))));

        assertThatThrownBy(() -> router.apply(bad))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNPROCESSABLE))
                .hasMessageContaining("bad.pem");

        assertThat(router.isCurrent()).isTrue();
        TestEdge.docker("restart", "--time", "0", edge.name());
        router.apply(CONFIG);
        asBefore(router);
    }

    @Test
    void joinsAndLeavesNetworksAlsoAfterItsContainerWasRemoved() {
        var network = "skerry-test-" + UUID.randomUUID();
        TestEdge.docker("network", "create", network);
        try {
            router.join(network);
            router.join(network);
            assertThat(networks()).contains(network);

            TestEdge.docker("rm", "--force", edge.name());
            edge.router().apply(CONFIG);
            assertThat(networks()).contains(network);

            router.leave(network);
            router.leave(network);
            assertThat(networks()).doesNotContain(network);
        } finally {
            TestEdge.docker("network", "disconnect", "--force", "bridge", edge.name());
            TestEdge.docker("network", "rm", network);
        }
    }

    @Test
    void leavesAContainerAloneThatIsNotItsOwn() {
        var settings = RouterSettings.of(1, 2);
        var stranger = new DockerRouterContainer(
                Command.of("docker"),
                edge.name(),
                "skerry/router:1",
                Labels.of(Labels.INSTANCE, "other"),
                edge.folder(),
                settings);

        assertThatThrownBy(stranger::remove)
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining("is not Skerry's");
        assertThat(router.isCurrent()).isTrue();
    }

    private void asBefore(HaproxyRouter now) {
        assertThat(now.isCurrent()).isTrue();
        assertThat(now.servers(WEB).stream().collect(Collectors.toMap(ServerState::address, ServerState::role)))
                .isEqualTo(Map.of(serving.address(), Role.SERVING, staged.address(), Role.STAGED));
        assertThat(new RawHttp(edge.address(), edge.httpPort())
                        .get("web.example", "/")
                        .body())
                .isEqualTo(serving.address().toString());
    }

    private int reloads() {
        return new Haproxy(new MasterSocket(edge.folder().resolve("run/master.sock"), java.time.Duration.ofSeconds(5)))
                .workers()
                .reloads();
    }

    private String networks() {
        return String.join(
                " ",
                TestEdge.docker(
                        "inspect",
                        "--format",
                        "{{range $name, $_ := .NetworkSettings.Networks}}{{println $name}}{{end}}",
                        edge.name()));
    }
}
