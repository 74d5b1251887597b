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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What Skerry asks an application through a real HAProxy, and what nobody else can.
class HaproxyAskTest {
    private static TestEdge edge;
    private static TestServer server;
    private static HaproxyRouter router;
    private static RawHttp http;

    @BeforeAll
    static void open() {
        edge = TestEdge.open();
        server = new TestServer(Health.UP);
        router = edge.router();
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
                new Route("locked", "locked.example", "/", false, to("web"), List.of(Samples.ann())),
                new Route("safe", "safe.example", "/", true, to("web"), List.of()),
                route("moved", "moved.example", "/", new Target.Redirect("https://new.example", 301, true)),
                route("off", "off.example", "/", new Target.Unavailable("stopped")),
                route("inside", "inside.example", "/", new Target.ToBackend(WEB, false, "/in")),
                route("open", "open.example", "/", to("web")));
    }

    @Test
    void reachesTheServerPastPasswordsAndRedirects() {
        for (var host : List.of("locked", "safe", "moved", "off", "inside", "nowhere")) {
            assertThat(router.ask(WEB, host + ".example", "/x?y=1"))
                    .as(host)
                    .isEqualTo(new Asked(200, Optional.of(server.address())));
            assertThat(server.last().line()).as(host).isEqualTo("GET /x?y=1");
            assertThat(server.last().headers().get("Host")).containsExactly(host + ".example");
        }
    }

    @Test
    void looksToTheApplicationLikeAVisitorOfThisMachine() {
        router.ask(WEB, "locked.example", "/");

        var headers = server.last().headers();
        assertThat(headers.get("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(headers.get("X-Forwarded-Proto")).containsExactly("http");
        assertThat(headers.get("X-Forwarded-Port")).containsExactly(String.valueOf(edge.httpPort()));
        assertThat(headers).doesNotContainKey(HaproxyFrontend.BACKEND);
    }

    @Test
    void tellsTheEdgesOwnAnswersFromTheApplications() {
        server.status(401);
        assertThat(router.ask(WEB, "open.example", "/")).isEqualTo(new Asked(401, Optional.of(server.address())));
        server.status(200);

        router.swap(WEB, Set.of());
        assertThat(router.ask(WEB, "open.example", "/")).isEqualTo(new Asked(503, Optional.empty()));
        router.swap(WEB, Set.of(server.address()));
        assertThat(router.ask(WEB, "not a host", "/")).isEqualTo(new Asked(400, Optional.empty()));
    }

    @Test
    void letsNoVisitorInByTheSameWords() {
        var before = server.served();

        assertThat(http.get("locked.example", "/", "X-Skerry-Backend: web").status())
                .isEqualTo(401);
        assertThat(http.get("nowhere.example", "/", "X-Skerry-Backend: web").status())
                .isEqualTo(404);
        assertThat(http.get("safe.example", "/", "X-Skerry-Backend: web").status())
                .isEqualTo(308);
        assertThat(http.get("moved.example", "/", "x-skerry-backend: web").status())
                .isEqualTo(301);
        assertThat(server.served()).isEqualTo(before);
    }

    @Test
    void tellsAVisitorNoAddressAndTheApplicationNoneOfTheirWords() {
        var answer = http.get("open.example", "/", "X-Skerry-Backend: other");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).doesNotContainKey("x-skerry-server");
        assertThat(server.last().headers()).doesNotContainKey(HaproxyFrontend.BACKEND);
    }

    @Test
    void isOpenToSkerrysUserOnly() throws IOException {
        var folder = edge.folder().resolve("run");

        assertThat(folder.resolve(HaproxyFrontend.VISITS)).exists();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void isThereAfterAReloadAndAfterARestart() {
        var more = Samples.config(List.of(backend("web", http("/health")), backend("api", http("/health"))), routes());
        router.apply(more);
        assertThat(router.ask(WEB, "locked.example", "/").server()).hasValue(server.address());

        TestEdge.docker("kill", edge.name());
        var again = edge.router();
        again.apply(more);
        Eventually.holds(
                () -> again.ask(WEB, "locked.example", "/").equals(new Asked(200, Optional.of(server.address()))));

        again.apply(Samples.config(List.of(backend("web", http("/health"))), routes()));
        assertThat(again.ask(WEB, "locked.example", "/").server()).hasValue(server.address());
        router = again;
    }
}
