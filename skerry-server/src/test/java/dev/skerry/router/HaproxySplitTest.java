package dev.skerry.router;

import static dev.skerry.router.Samples.WEB;
import static dev.skerry.router.Samples.backend;
import static dev.skerry.router.Samples.config;
import static dev.skerry.router.Samples.http;
import static dev.skerry.router.Samples.route;
import static dev.skerry.router.Samples.shared;
import static dev.skerry.router.Samples.tcp;
import static dev.skerry.router.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.router.ServerState.Health;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// That a split is kept whatever happens to the router, and costs no request.
class HaproxySplitTest {
    private TestEdge edge;
    private HaproxyRouter router;
    private TestServer old;
    private TestServer canary;
    private String host;

    @BeforeEach
    void open() {
        edge = TestEdge.open();
        router = edge.router();
        router.apply(config(List.of(), List.of()));
        host = edge.address();
        router.apply(routes(0));
        old = new TestServer(Health.UP);
        canary = new TestServer(Health.UP);
        router.stage(WEB, Set.of(old.address()));
        router.swap(WEB, Set.of(old.address()));
        router.stage(WEB, Set.of(canary.address()));
        await(() -> isUp(canary));
    }

    @AfterEach
    void close() {
        old.close();
        canary.close();
        edge.close();
    }

    @Test
    void keepsASplitOverAReloadANewContainerAndAStartOfSkerry() {
        split(20);
        assertThat(answeredByCanary(100)).isBetween(18, 22);

        router.apply(routes(1));
        assertThat(answeredByCanary(100)).as("after a reload").isBetween(18, 22);

        TestEdge.docker("kill", edge.name());
        router.apply(routes(1));
        assertThat(answeredByCanary(100)).as("after a restart of the container").isBetween(18, 22);

        var again = edge.router();
        again.apply(routes(1));
        assertThat(answeredByCanary(100)).as("after a start of Skerry").isBetween(18, 22);
    }

    @Test
    void losesNoRequestWhileAShareGrowsAndGoesBackInOneStep() {
        var uri = URI.create("http://%s:%d/things".formatted(edge.address(), edge.httpPort()));
        try (var load = new Load(uri, Version.HTTP_1_1)) {
            for (var percent : List.of(1, 10, 50, 90)) {
                split(percent);
                var before = load.sent();
                await(() -> load.sent() > before + 50);
            }
            router.swap(WEB, Set.of(old.address()));
            await(() -> sessions(canary) == 0);
            var after = canary.served();
            var before = load.sent();
            await(() -> load.sent() > before + 50);

            assertThat(load.failed()).isEmpty();
            assertThat(canary.served()).isEqualTo(after).isPositive();
        }
    }

    /// It gets no answer at all; the requests are led to the other side, and counted against it.
    @Test
    void countsAServerThatRefusesConnections() {
        split(50);
        assertThat(answeredByCanary(10)).isEqualTo(5);
        canary.close();

        var answers = IntStream.range(0, 10).mapToObj(_ -> get()).toList();

        assertThat(answers).containsOnly(old.address().toString());
        assertThat(router.traffic(WEB).stream()
                        .filter(one -> one.address().equals(canary.address()))
                        .mapToLong(ServerTraffic::errors)
                        .sum())
                .isPositive();
    }

    private void split(int percent) {
        router.split(WEB, new Split(Set.of(old.address()), Set.of(canary.address()), percent));
    }

    private int answeredByCanary(int requests) {
        var name = canary.address().toString();
        return (int)
                IntStream.range(0, requests).filter(_ -> get().equals(name)).count();
    }

    private String get() {
        return new RawHttp(edge.address(), edge.httpPort()).get(host, "/").body();
    }

    /// As many other backends make the router reload.
    private RouterConfig routes(int others) {
        var web = shared("web", http("/health"));
        var route = route("web", host, "/", to("web"));
        return others == 0
                ? config(List.of(web), List.of(route))
                : config(List.of(web, backend("other", tcp())), List.of(route));
    }

    private boolean isUp(TestServer server) {
        return state(server).health() == Health.UP;
    }

    private int sessions(TestServer server) {
        return state(server).sessions();
    }

    private ServerState state(TestServer server) {
        return router.servers(WEB).stream()
                .filter(state -> state.address().equals(server.address()))
                .findFirst()
                .orElseThrow();
    }

    private static void await(BooleanSupplier condition) {
        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 30 s").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
