package dev.skerry.api.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.skerry.api.values.ServerUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A real HTTP server on loopback that answers requests with what a test laid out, one after the other, and keeps what
/// it was asked. When nothing is left it answers 503.
final class ScriptedServer implements AutoCloseable {
    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    ScriptedServer() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    /// One request as it came.
    record Asked(String line, String authorization, String contentType, String body) {}

    @FunctionalInterface
    interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    ServerUrl url() {
        return new ServerUrl("http://127.0.0.1:%d".formatted(http.getAddress().getPort()));
    }

    ScriptedServer then(Answer answer) {
        script.add(answer);
        return this;
    }

    ScriptedServer then(int status, String type, String body) {
        return then(exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        });
    }

    /// Some events, and then the connection breaks.
    ScriptedServer thenEvents(String events) {
        return then(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(events.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            throw new IOException("the connection breaks");
        });
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        asked.add(new Asked(
                exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                String.valueOf(headers.getFirst("Authorization")),
                String.valueOf(headers.getFirst("Content-Type")),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        var next = script.poll();
        if (next == null) {
            exchange.sendResponseHeaders(503, -1);
        } else {
            next.give(exchange);
        }
        exchange.close();
    }
}
