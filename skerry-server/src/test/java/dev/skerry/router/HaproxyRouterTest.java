package dev.skerry.router;

import dev.skerry.router.ServerState.Health;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/// The contract on a real HAProxy.
class HaproxyRouterTest implements RouterContract {
    private static TestEdge edge;
    private static HaproxyRouter router;
    private final List<TestServer> servers = new ArrayList<>();

    @BeforeAll
    static void open() {
        edge = TestEdge.open();
        router = edge.router();
    }

    @AfterAll
    static void close() {
        edge.close();
    }

    @AfterEach
    void stopServers() {
        servers.forEach(TestServer::close);
        router.apply(Samples.config(List.of(), List.of()));
    }

    @Override
    public Router router() {
        return router;
    }

    @Override
    public ServerAddress server(Health health) {
        var server = new TestServer(health);
        servers.add(server);
        return server.address();
    }

    @Override
    public void answersWith(ServerAddress server, int status) {
        servers.stream().filter(one -> one.address().equals(server)).forEach(one -> one.status(status));
    }

    @Override
    public Answer get(String host, String path) {
        var response = new RawHttp(edge.address(), edge.httpPort()).get(host, path);
        return new Answer(response.status(), response.headers().getOrDefault("location", ""), response.body());
    }
}
