package dev.skerry.router;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.skerry.router.ServerState.Health;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// An application on an address that containers reach. It answers `/health` as it is told and everything else
/// with its address, a blank and what it was asked; it dies at once.
final class TestServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ServerAddress address;
    private final AtomicInteger served = new AtomicInteger();
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private volatile Health health;
    private volatile int status = 200;
    private volatile Duration pause = Duration.ZERO;

    /// @param line method, path and query
    record Request(String line, com.sun.net.httpserver.Headers headers) {}

    TestServer(Health health) {
        this.health = health;
        try {
            server = HttpServer.create(new InetSocketAddress(TestEdge.gateway(), 0), 200);
        } catch (IOException e) {
            throw new AssertionError("Cannot listen on the bridge of Docker", e);
        }
        address = new ServerAddress(
                TestEdge.gateway().getHostAddress(), server.getAddress().getPort());
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.createContext("/health", this::check);
        server.start();
    }

    ServerAddress address() {
        return address;
    }

    void health(Health now) {
        health = now;
    }

    /// What it answers everything but checks with.
    void status(int now) {
        status = now;
    }

    /// How long it thinks about each request.
    void pause(Duration time) {
        pause = time;
    }

    int served() {
        return served.get();
    }

    Request last() {
        return requests.getLast();
    }

    private void check(HttpExchange exchange) throws IOException {
        reply(exchange, health == Health.UP ? 200 : 503, "");
    }

    private void answer(HttpExchange exchange) throws IOException {
        served.incrementAndGet();
        exchange.getRequestBody().readAllBytes();
        var line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        requests.add(new Request(line, exchange.getRequestHeaders()));
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reply(exchange, status, address.toString());
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            var body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /// Dies without a word to anybody.
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
