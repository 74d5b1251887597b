package dev.skerry.router;

import dev.skerry.kernel.Secret;
import dev.skerry.router.RouterConfig.Backend;
import dev.skerry.router.RouterConfig.Balance;
import dev.skerry.router.RouterConfig.BasicUser;
import dev.skerry.router.RouterConfig.Certificate;
import dev.skerry.router.RouterConfig.Check;
import dev.skerry.router.RouterConfig.Route;
import dev.skerry.router.RouterConfig.Target;
import java.time.Duration;
import java.util.List;

/// Routes and backends the tests share.
final class Samples {
    /// `openssl passwd -6 -salt abcdefgh secret`
    static final String HASH_OF_SECRET =
            "$6$abcdefgh$" + "ltjgWl6579NluT/Vi1nwEvcil.G5Nbc4NiXZaNGStk8PSwGfQv72N2CKPPrVACtLtip/cZ/1GM/O6IND4WQhG.";

    static final BackendName WEB = new BackendName("web");

    private Samples() {}

    static Check tcp() {
        return new Check.Tcp(Duration.ofSeconds(1), Duration.ofSeconds(2), 3);
    }

    static Check http(String path) {
        return new Check.Http(path, null, Duration.ofSeconds(1), Duration.ofSeconds(2), 3);
    }

    static Backend backend(String name, Check check) {
        return new Backend(
                new BackendName(name), check, Duration.ofSeconds(60), Duration.ofHours(1), Balance.CONNECTIONS);
    }

    /// One in which shares are exact.
    static Backend shared(String name, Check check) {
        return new Backend(new BackendName(name), check, Duration.ofSeconds(60), Duration.ofHours(1), Balance.SHARES);
    }

    static Route route(String id, String host, String path, Target target) {
        return new Route(id, host, path, false, target, List.of());
    }

    static Target to(String backend) {
        return new Target.ToBackend(new BackendName(backend), false, null);
    }

    static RouterConfig config(List<Backend> backends, List<Route> routes) {
        return new RouterConfig(backends, routes, List.of());
    }

    /// One of everything.
    static RouterConfig full() {
        return new RouterConfig(
                List.of(
                        backend(
                                "web",
                                new Check.Http(
                                        "/health?deep=1",
                                        "web.example",
                                        Duration.ofSeconds(2),
                                        Duration.ofSeconds(5),
                                        4)),
                        backend("api", new Check.Tcp(Duration.ofMillis(200), Duration.ofSeconds(1), 1))),
                List.of(
                        route("web", "web.example", "/", to("web")),
                        new Route("safe", "web.example", "/admin", true, to("web"), List.of(ann())),
                        route(
                                "api",
                                "web.example",
                                "/api/v1.0",
                                new Target.ToBackend(new BackendName("api"), true, "/internal")),
                        route("any", "*.wild.example", "/", new Target.ToBackend(new BackendName("api"), false, "/w")),
                        route("old", "old.example", "/", new Target.Redirect("https://web.example/", 308, true)),
                        new Route(
                                "shop",
                                "web.example",
                                "/shop",
                                false,
                                new Target.Redirect("https://shop.example/?from=web", 302, false),
                                List.of(ann())),
                        route("off", "off.example", "/", new Target.Unavailable("<b>'Notes'</b> is stopped | wait"))),
                List.of(new Certificate("web.example", new Secret(pem()), List.of("web.example", "*.web.example"))));
    }

    static BasicUser ann() {
        return new BasicUser("ann", HASH_OF_SECRET);
    }

    /// Two markers that no TLS library would take: enough for what does not read it.
    private static String pem() {
        return """
                -----BEGIN CERTIFICATE-----
                -----END CERTIFICATE-----
                -----BEGIN PRIVATE KEY-----
                -----END PRIVATE KEY-----
                """;
    }
}
