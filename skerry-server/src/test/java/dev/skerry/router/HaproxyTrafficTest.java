package dev.skerry.router;

import static dev.skerry.router.Samples.WEB;
import static dev.skerry.router.Samples.backend;
import static dev.skerry.router.Samples.config;
import static dev.skerry.router.Samples.http;
import static dev.skerry.router.Samples.route;
import static dev.skerry.router.Samples.tcp;
import static dev.skerry.router.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.router.RouterConfig.Backend;
import dev.skerry.router.RouterConfig.Route;
import dev.skerry.router.ServerState.Health;
import dev.skerry.router.ServerState.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// That no request is lost while servers and routes change under it.
class HaproxyTrafficTest {
    private static final Logger LOG = LoggerFactory.getLogger(HaproxyTrafficTest.class);
    private static final int SWAPS = 8;
    private static final int RELOADS = 8;

    private TestEdge edge;
    private HaproxyRouter router;

    @BeforeEach
    void open() {
        edge = TestEdge.open();
        router = edge.router();
        router.apply(config(List.of(), List.of()));
        router.apply(routes(0));
    }

    @AfterEach
    void close() {
        edge.close();
    }

    @Test
    void losesNoRequestWhenServersAreSwappedAndDieRightAfterTheyDrained() {
        var present = started();
        for (var version : List.of(Version.HTTP_1_1, Version.HTTP_2)) {
            try (var load = load(version)) {
                var times = new ArrayList<Long>();
                for (int i = 0; i < SWAPS; i++) {
                    var next = new TestServer(Health.UP);
                    times.add(replace(present, next));
                    present = next;
                    pause(100);
                }
                LOG.info("{}: {} requests, swaps in ms {}", version, load.sent(), times);
                assertThat(load.failed()).isEmpty();
                assertThat(load.sent()).isGreaterThan(100);
            }
        }
        present.close();
    }

    @Test
    void losesNoRequestWhenARouteThatNeedsAReloadAppears() {
        try (var server = started()) {
            for (var version : List.of(Version.HTTP_1_1, Version.HTTP_2)) {
                try (var load = load(version)) {
                    var times = new ArrayList<Long>();
                    for (int i = 1; i <= RELOADS; i++) {
                        var begin = System.nanoTime();
                        router.apply(routes(i));
                        times.add((System.nanoTime() - begin) / 1_000_000);
                        pause(100);
                    }
                    LOG.info("{}: {} requests, reloads in ms {}", version, load.sent(), times);
                    assertThat(load.failed()).isEmpty();
                    assertThat(load.sent()).isGreaterThan(100);
                }
            }
            assertThat(server.served()).isPositive();
        }
    }

    @Test
    void countsRequestsInAProcessFromBeforeAReload() {
        var before = started();
        before.pause(Duration.ofSeconds(2));
        var after = new TestServer(Health.UP);
        var slow = new RawHttp(edge.address(), edge.httpPort());
        var answer = CompletableFuture.supplyAsync(
                () -> slow.get(edge.address(), "/slow").body());
        await(() -> before.served() == 1);
        router.apply(routes(1));

        router.stage(WEB, Set.of(after.address()));
        router.swap(WEB, Set.of(after.address()));

        assertThat(state(before).sessions()).isPositive();
        assertThat(answer.join()).isEqualTo(before.address().toString());
        await(() -> state(before).sessions() == 0);
        before.close();
        after.close();
    }

    @Test
    void keepsADrainingServerBusyForConnectionsThatWereIdleAtAReload() throws IOException {
        var before = started();
        var after = new TestServer(Health.UP);
        try (var idle = new KeepAlive(edge.address(), edge.httpPort())) {
            assertThat(idle.post().body()).isEqualTo(before.address().toString());
            router.apply(routes(1));
            router.stage(WEB, Set.of(after.address()));
            router.swap(WEB, Set.of(after.address()));

            assertThat(state(before).sessions()).as("one may still come").isPositive();
            var last = idle.post();

            assertThat(last.body()).isEqualTo(before.address().toString());
            assertThat(last.headers()).containsEntry("connection", "close");
        }
        await(() -> state(before).sessions() == 0);
        before.close();
        after.close();
    }

    @Test
    void keepsAWebSocketOverSwapAndReloadUntilItsServerIsRemoved() throws Exception {
        var before = started();
        var after = new TestServer(Health.UP);
        try (var echo = new EchoSocketServer()) {
            router.stage(WEB, Set.of(echo.address()));
            router.swap(WEB, Set.of(echo.address()));
            try (var early = EchoSocketServer.connect(edge.address(), edge.httpPort())) {
                router.apply(routes(1));
                try (var late = EchoSocketServer.connect(edge.address(), edge.httpPort())) {
                    router.swap(WEB, Set.of(before.address()));

                    assertThat(early.echo("early")).isEqualTo("early");
                    assertThat(late.echo("late")).isEqualTo("late");
                    assertThat(sessions(echo.address())).isGreaterThanOrEqualTo(2);

                    router.remove(WEB, Set.of(echo.address()));

                    assertThat(early.isClosedByPeer()).as("in the old process").isTrue();
                    assertThat(late.isClosedByPeer()).as("in the new process").isTrue();
                }
            }
        }
        before.close();
        after.close();
    }

    @Test
    void sendsNothingToACandidateHoweverHealthy() {
        try (var server = started();
                var healthy = new TestServer(Health.UP);
                var sick = new TestServer(Health.DOWN)) {
            try (var load = load(Version.HTTP_1_1)) {
                router.stage(WEB, Set.of(healthy.address(), sick.address()));
                await(() -> state(healthy).health() == Health.UP && state(sick).health() == Health.DOWN);
                assertThat(state(sick).lastCheck()).startsWith("L7STS/503");
                healthy.health(Health.DOWN);
                await(() -> state(healthy).health() == Health.DOWN);
                assertThat(load.failed()).isEmpty();
            }
            assertThat(server.served()).isPositive();
            assertThat(healthy.served() + sick.served()).isZero();
        }
    }

    @Test
    void sendsNothingToAServerThatIsDownWhenAReloadForgetsItsChecks() {
        try (var good = started();
                var bad = new TestServer(Health.DOWN)) {
            router.stage(WEB, Set.of(bad.address()));
            await(() -> state(bad).health() == Health.DOWN);
            router.swap(WEB, Set.of(good.address(), bad.address()));
            try (var load = load(Version.HTTP_1_1)) {
                for (int i = 1; i <= RELOADS; i++) {
                    router.apply(routes(i));
                }
                assertThat(load.failed()).isEmpty();
            }
            assertThat(bad.served()).isZero();
        }
    }

    @Test
    void losesNoRequestWhenSwapsAndReloadsCross() throws Exception {
        var present = started();
        for (var version : List.of(Version.HTTP_1_1, Version.HTTP_2)) {
            try (var load = load(version)) {
                var reloads = CompletableFuture.runAsync(() -> {
                    for (int i = 1; i <= RELOADS; i++) {
                        router.apply(routes(i));
                        pause(50);
                    }
                });
                for (int i = 0; i < SWAPS; i++) {
                    var next = new TestServer(Health.UP);
                    replace(present, next);
                    present = next;
                }
                reloads.get();
                assertThat(load.failed()).isEmpty();
                assertThat(load.sent()).isGreaterThan(100);
            }
        }
        present.close();
    }

    /// Stages, waits for health, swaps, waits until the old one is idle, kills it.
    ///
    /// @return milliseconds from the swap to the kill
    private long replace(TestServer old, TestServer next) {
        router.stage(WEB, Set.of(next.address()));
        await(() -> state(next).health() == Health.UP);
        var begin = System.nanoTime();
        router.swap(WEB, Set.of(next.address()));
        await(() -> state(old).sessions() == 0);
        old.close();
        var took = System.nanoTime() - begin;
        router.remove(WEB, Set.of(old.address()));
        return took / 1_000_000;
    }

    private TestServer started() {
        var server = new TestServer(Health.UP);
        server.pause(Duration.ofMillis(5));
        router.stage(WEB, Set.of(server.address()));
        router.swap(WEB, Set.of(server.address()));
        assertThat(router.servers(WEB)).extracting(ServerState::role).containsExactly(Role.SERVING);
        return server;
    }

    /// The route under test, and as many others with a rule of their own.
    private RouterConfig routes(int others) {
        var backends = new ArrayList<Backend>(List.of(backend("web", http("/health"))));
        var routes = new ArrayList<Route>(List.of(route("web", edge.address(), "/", to("web"))));
        for (int i = 0; i < others; i++) {
            backends.add(backend("other-" + i, tcp()));
            routes.add(route("other-" + i, "other-%d.example".formatted(i), "/", to("other-" + i)));
        }
        return config(backends, routes);
    }

    private Load load(Version version) {
        var secure = version == Version.HTTP_2;
        var load = new Load(
                URI.create("%s://%s:%d/things"
                        .formatted(
                                secure ? "https" : "http",
                                edge.address(),
                                secure ? edge.httpsPort() : edge.httpPort())),
                version);
        await(() -> load.sent() > 20);
        return load;
    }

    private ServerState state(TestServer server) {
        return router.servers(WEB).stream()
                .filter(state -> state.address().equals(server.address()))
                .findFirst()
                .orElseThrow();
    }

    private int sessions(ServerAddress address) {
        return router.servers(WEB).stream()
                .filter(state -> state.address().equals(address))
                .mapToInt(ServerState::sessions)
                .sum();
    }

    private static void await(BooleanSupplier condition) {
        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 30 s").isLessThan(end);
            pause(2);
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
