package dev.skerry.router;

import static dev.skerry.router.Samples.backend;
import static dev.skerry.router.Samples.config;
import static dev.skerry.router.Samples.route;
import static dev.skerry.router.Samples.tcp;
import static dev.skerry.router.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.router.RouterConfig.Backend;
import dev.skerry.router.RouterConfig.Route;
import dev.skerry.router.RouterConfig.Target;
import dev.skerry.router.ServerState.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// That a thousand applications are no burden.
class HaproxyScaleTest {
    private static final Logger LOG = LoggerFactory.getLogger(HaproxyScaleTest.class);
    private static final int MANY = 1000;

    @Test
    void servesAThousandRoutesAsItServesOne() {
        try (var edge = TestEdge.open();
                var server = new TestServer(Health.UP)) {
            var router = edge.router();
            var one = measured("apply 1 route", () -> router.apply(routes(1)));
            LOG.info("memory with 1 route: {} kB", edge.memory());
            serve(router, 0, server);
            var alone = latency(edge, 0);

            var all = measured("apply 1000 routes", () -> router.apply(routes(MANY)));
            LOG.info("memory with 1000 routes and backends, two processes: {} kB", edge.memory());
            serve(router, MANY - 1, server);
            var among = latency(edge, MANY - 1);
            var same = measured("apply the same again", () -> router.apply(routes(MANY)));
            var map = measured("apply one route less", () -> router.apply(fewer()));
            var swap = measured("stage and swap", () -> serve(router, 1, server));
            LOG.info("median request in us: {} with 1 route, {} with 1000", alone, among);

            LOG.info("median request in us with a password: {}", guarded(edge, router, server));

            assertThat(one).isLessThan(20_000);
            assertThat(all).isLessThan(10_000);
            assertThat(same).isLessThan(3_000);
            assertThat(map).isLessThan(3_000);
            assertThat(swap).isLessThan(2_000);
            assertThat(among).isLessThan(alone * 2 + 500);
        }
    }

    /// Each with a rule of its own, as the dearest kind there is.
    private static RouterConfig routes(int count) {
        var backends = new ArrayList<Backend>();
        var routes = new ArrayList<Route>();
        for (int i = 0; i < count; i++) {
            var name = "app-" + i;
            backends.add(backend(name, tcp()));
            routes.add(route(name, name + ".example", "/", to(name)));
            routes.add(route(
                    name + "-in", name + ".example", "/in", new Target.ToBackend(new BackendName(name), true, "/x")));
        }
        return config(backends, routes);
    }

    private static RouterConfig fewer() {
        var all = routes(MANY);
        return config(
                all.backends(),
                all.routes().stream()
                        .filter(route -> !route.id().equals("app-7"))
                        .toList());
    }

    private static void serve(Router router, int number, TestServer server) {
        var backend = new BackendName("app-" + number);
        router.stage(backend, Set.of(server.address()));
        router.swap(backend, Set.of(server.address()));
    }

    private static long latency(TestEdge edge, int number) {
        return latency(edge, "app-%d.example".formatted(number), "X-Nothing: at all");
    }

    private static long guarded(TestEdge edge, Router router, TestServer server) {
        router.apply(config(
                List.of(backend("app-0", tcp())),
                List.of(new Route("safe", "safe.example", "/", false, to("app-0"), List.of(Samples.ann())))));
        serve(router, 0, server);
        return latency(edge, "safe.example", "Authorization: Basic YW5uOnNlY3JldA==");
    }

    private static long latency(TestEdge edge, String host, String header) {
        var http = new RawHttp(edge.address(), edge.httpPort());
        var times = new ArrayList<Long>();
        for (int i = 0; i < 300; i++) {
            var begin = System.nanoTime();
            assertThat(http.get(host, "/in/y", header).status()).isEqualTo(200);
            times.add((System.nanoTime() - begin) / 1000);
        }
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private static long measured(String what, Runnable work) {
        var begin = System.nanoTime();
        work.run();
        var took = (System.nanoTime() - begin) / 1_000_000;
        LOG.info("{}: {} ms", what, took);
        return took;
    }
}
