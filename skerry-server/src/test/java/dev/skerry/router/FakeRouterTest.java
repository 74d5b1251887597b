package dev.skerry.router;

import static dev.skerry.router.Samples.WEB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import dev.skerry.router.RouterConfig.Target;
import dev.skerry.router.ServerState.Health;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FakeRouterTest implements RouterContract {
    private final FakeRouter router = new FakeRouter();
    private final Map<ServerAddress, Integer> statuses = new HashMap<>();
    private int servers;

    @Override
    public Router router() {
        return router;
    }

    @Override
    public ServerAddress server(Health health) {
        var server = new ServerAddress("192.0.2." + ++servers, 80);
        router.health(server, health);
        return server;
    }

    @Override
    public void answersWith(ServerAddress server, int status) {
        statuses.put(server, status);
    }

    @Override
    public Answer get(String host, String path) {
        var plain = path.replaceFirst("\\?.*", "");
        return router.route(host, plain)
                .map(route -> switch (route.target()) {
                    case Target.ToBackend to -> served(to.backend());
                    case Target.Redirect to ->
                        new Answer(to.status(), to.keepPath() ? to.location() + path : to.location(), "");
                    case Target.Unavailable to -> new Answer(503, "", to.reason());
                })
                .orElse(new Answer(404, "", ""));
    }

    private Answer served(BackendName backend) {
        return router.next(backend)
                .map(server -> answer(server, statuses.getOrDefault(server, 200)))
                .orElse(new Answer(503, "", ""));
    }

    private Answer answer(ServerAddress server, int status) {
        router.answered(server, 1, status >= 500 ? 1 : 0);
        return new Answer(status, "", server.toString());
    }

    @Test
    void failsOnceWhenTold() {
        router.apply(Samples.full());
        router.failOnce(new SkerryException(ErrorCode.UNAVAILABLE, "gone"));

        assertThatThrownBy(() -> router.swap(WEB, Set.of())).hasMessage("gone");
        router.swap(WEB, Set.of());

        assertThat(router.calls()).endsWith("swap web []", "swap web []");
    }
}
