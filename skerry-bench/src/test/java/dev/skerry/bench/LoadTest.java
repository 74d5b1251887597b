package dev.skerry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/// A benchmark that counts failures is worth something only when it sees them.
class LoadTest {
    static {
        // As bin/bench does; read once, when the first client is made.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "connection");
    }

    @Test
    void countsEveryRequestThatIsNotAnsweredAsItShould() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/echo", exchange -> {
            var body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        var port = server.getAddress().getPort();
        var load = new Load(new Edge("127.0.0.1", port, port), 100);

        try (load) {
            Bench.pause(500);
            server.stop(0);
            Bench.pause(500);
        }

        var kept = load.failures().stream()
                .filter(failure -> failure.kind() == Load.Kind.KEPT)
                .count();
        assertThat(load.sent()).isBetween(50L, 130L);
        // A third is over TLS, which this server does not speak; a third of the rest was sent before it stopped.
        assertThat(kept).isBetween(5L, load.sent() / 3);
        assertThat(load.failures()).anyMatch(failure -> failure.kind() == Load.Kind.HTTP2);
    }
}
