package dev.skerry.router;

import static dev.skerry.router.Samples.WEB;
import static dev.skerry.router.Samples.backend;
import static dev.skerry.router.Samples.http;
import static dev.skerry.router.Samples.route;
import static dev.skerry.router.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.router.RouterConfig.Route;
import dev.skerry.router.RouterConfig.Target;
import dev.skerry.router.ServerState.Health;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the edge does to single requests: hosts, paths, headers, passwords, its log.
class HaproxyRequestsTest {
    private static TestEdge edge;
    private static TestServer server;
    private static RawHttp http;

    @BeforeAll
    static void open() {
        edge = TestEdge.open();
        server = new TestServer(Health.UP);
        var router = edge.router();
        router.apply(Samples.config(List.of(backend("web", http("/health"))), routes()));
        router.stage(WEB, Set.of(server.address()));
        router.swap(WEB, Set.of(server.address()));
        http = new RawHttp(edge.address(), edge.httpPort());
    }

    @AfterAll
    static void close() {
        server.close();
        edge.close();
    }

    private static List<Route> routes() {
        return List.of(
                route("web", "web.example", "/", to("web")),
                route("strip", "web.example", "/a.b/c", new Target.ToBackend(WEB, true, null)),
                route("both", "web.example", "/both", new Target.ToBackend(WEB, true, "/in")),
                route("before", "before.example", "/", new Target.ToBackend(WEB, false, "/in/side")),
                route("wild", "*.wild.example", "/", to("web")),
                new Route("admin", "web.example", "/admin", false, to("web"), List.of(Samples.ann())),
                new Route("safe", "safe.example", "/", true, to("web"), List.of()),
                new Route(
                        "moved",
                        "moved.example",
                        "/",
                        false,
                        new Target.Redirect("https://new.example", 301, true),
                        List.of(Samples.ann())),
                route("off", "off.example", "/", new Target.Unavailable("<script>%[env(PATH)]\n' \"|")));
    }

    @ParameterizedTest
    @CsvSource({
        "web.example, /x?y=1&z, /x?y=1&z",
        "web.example, /a.b/c, /",
        "web.example, /a.b/c/, /",
        "web.example, /a.b/c/d/?e=/a.b/c, /d/?e=/a.b/c",
        "web.example, //a.b//c//d, /d",
        "web.example, /aXb/c/d, /aXb/c/d",
        "web.example, /both/x, /in/x",
        "web.example, /both, /in/",
        "before.example, /, /in/side/",
        "before.example, /x%20y, /in/side/x%20y",
        "WEB.Example:8080, /x, /x",
        "web.example., /x, /x",
        "a.wild.example, /x, /x",
    })
    void handsThePathOnAsTheRouteSays(String host, String asked, String received) {
        assertThat(http.get(host, asked).status()).isEqualTo(200);
        assertThat(server.last().line()).isEqualTo("GET " + received);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*.wild.example",
                "web.example/admin",
                "web.example|x",
                "web.example,b",
                "web.example b",
                "web.example#",
                "[::1]",
                "..",
                "-",
                "ä.example",
                "%77eb.example",
                "web.example\"",
                "web.example\\"
            })
    void answersAStrangeHostWithoutAskingAnApplication(String host) {
        var before = server.served();

        assertThat(http.get(host, "/").status()).isIn(0, 400, 404);
        assertThat(server.served()).isEqualTo(before);
    }

    @Test
    void refusesTwoHosts() {
        var before = server.served();
        var twice = "GET / HTTP/1.1\r\nHost: web.example\r\nHost: off.example\r\nConnection: close\r\n\r\n";
        var other = "GET http://off.example/ HTTP/1.1\r\nHost: web.example\r\nConnection: close\r\n\r\n";

        assertThat(http.send(twice).status()).isEqualTo(400);
        assertThat(http.send(other).status()).isEqualTo(400);
        assertThat(server.served()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/x/../admin", "/x/%2e%2e/admin", "/%2E./x", "/x/.", "/.", "/x%00", "/x%", "/x%4", "/x%zz/"})
    void refusesAPathThatApplicationsReadInDifferentWays(String path) {
        var before = server.served();

        assertThat(http.get("web.example", path).status()).isEqualTo(400);
        assertThat(server.served()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/admin", "/admin/", "//admin", "/%61dmin", "/admin;x=1/y", "/%2fadmin", "/x/..%2f../admin"})
    void asksForAPasswordHoweverThePathIsWritten(String path) {
        assertThat(http.get("web.example", path).status()).isIn(400, 401);
    }

    @Test
    void letsThePersonInWhoKnowsThePassword() {
        assertThat(http.get("web.example", "/admin", basic("ann:secret")).status())
                .isEqualTo(200);
        assertThat(http.get("web.example", "/admin", basic("ann:wrong")).status())
                .isEqualTo(401);
        assertThat(http.get("web.example", "/admin", basic("bob:secret")).status())
                .isEqualTo(401);
        assertThat(http.get("web.example", "/administration").status()).isEqualTo(200);
        assertThat(http.get("moved.example", "/").status()).isEqualTo(401);
        assertThat(http.get("moved.example", "/x", basic("ann:secret")).headers())
                .containsEntry("location", "https://new.example/x");
    }

    @Test
    void saysWhoAskedAndHowAndBelievesNobodyElse() {
        http.get(
                "web.example:99",
                "/",
                "X-Forwarded-For: 1.2.3.4",
                "X-Forwarded-Proto: https",
                "X-Forwarded-User: root",
                "X_Forwarded_For: 1.2.3.4",
                "X-Real-IP: 1.2.3.4",
                "Forwarded: for=1.2.3.4");

        var headers = server.last().headers();
        assertThat(headers.get("X-Forwarded-For"))
                .containsExactly(TestEdge.gateway().getHostAddress());
        assertThat(headers.get("X-Forwarded-Proto")).containsExactly("http");
        assertThat(headers.get("X-Forwarded-Host")).containsExactly("web.example:99");
        assertThat(headers.get("X-Forwarded-Port")).containsExactly(String.valueOf(edge.httpPort()));
        assertThat(headers.get("Host")).containsExactly("web.example:99");
        assertThat(headers)
                .doesNotContainKeys("X-Forwarded-User", "X_Forwarded_For", "X_forwarded_for", "X-Real-IP", "Forwarded");
    }

    @Test
    void passesNoUpgradeButWebSocket() {
        http.get("web.example", "/", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__");

        assertThat(server.last().headers()).doesNotContainKeys("Upgrade", "HTTP2-Settings");
    }

    @Test
    void sendsPlainHttpToHttpsWhereTheRouteSaysSo() {
        assertThat(http.get("safe.example:1", "/x?y").headers())
                .containsEntry("location", "https://safe.example:%d/x?y".formatted(edge.httpsPort()));
    }

    @Test
    void showsAHostileReasonAsText() {
        var page = http.get("off.example", "/");

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.headers()).containsEntry("retry-after", "10");
        assertThat(page.body())
                .contains("&lt;script&gt;%[env(PATH)] &#39; &quot;|")
                .doesNotContain("<script>");
    }

    @Test
    void endsARequestWhoseHeaderNeverEnds() {
        var begin = System.nanoTime();

        assertThat(http.send("GET / HTTP/1.1\r\nHost: web.example\r\nX-Slow: ").status())
                .isEqualTo(408);
        assertThat((System.nanoTime() - begin) / 1_000_000_000).isBetween(9L, 13L);
    }

    @Test
    void refusesAHeaderThatIsTooLarge() {
        assertThat(http.get("web.example", "/", "X-Large: " + "x".repeat(17_000))
                        .status())
                .isIn(400, 0);
    }

    @Test
    void logsEachRequestAsOneJsonObject() {
        http.get("web.example", "/log%22\"\\'<é\u0001?secret=1", "User-Agent: \"\n");
        http.get("web.example", "/logged-\"quote\"");
        http.get("a\"b", "/logged-host");

        var lines = edge.log().stream().filter(line -> line.contains("logged-")).toList();

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .matches("\\{\"time\":\\d+\\.\\d{3},\"client\":\"[0-9.]+\",\"method\":\"GET\",\"host\":\"web.example\","
                        + "\"path\":\"\\\\/logged-\\\\\"quote\\\\\"\",\"status\":\\d+,\"bytes\":\\d+,\"ms\":\\d+,"
                        + "\"backend\":\"web\",\"server\":\"[0-9.]+-\\d+\",\"route\":\"web\",\"end\":\"--\"}");
        assertThat(lines.getLast()).contains("\"host\":\"a\\\"b\"", "\"status\":400");
        assertThat(edge.log()).noneMatch(line -> line.contains("secret=1"));
    }

    private static String basic(String credentials) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
