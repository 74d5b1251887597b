package dev.skerry.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// POST requests at a steady rate, whether or not earlier ones were answered, each kind in turn. None is tried again.
final class Load implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String PATH = "/api/echo";
    private static final String BODY = "a note of some length, so that there is something to lose";

    private static final List<Kind> KINDS = List.of(Kind.KEPT, Kind.SINGLE, Kind.HTTP2);
    private static final int HTTP2_CONNECTIONS = 4;

    /// On each at a time. A router takes 100; beyond that the JDK's client fails by itself and sends nothing, which
    /// tells
    /// nothing of the router, so the request waits here.
    private static final int STREAMS = 50;

    private final Edge edge;
    private final long periodNanos;
    private final HttpClient http1 = Edge.client(HttpClient.Version.HTTP_1_1);
    private final List<HttpClient> http2 = Stream.generate(() -> Edge.client(HttpClient.Version.HTTP_2))
            .limit(HTTP2_CONNECTIONS)
            .toList();
    private final List<Semaphore> streams = Stream.generate(() -> new Semaphore(STREAMS))
            .limit(HTTP2_CONNECTIONS)
            .toList();
    private final AtomicLong sent = new AtomicLong();
    private final List<Failure> failures = new CopyOnWriteArrayList<>();
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread clock;
    private volatile boolean ending;

    /// How a request travels.
    enum Kind {
        /// HTTP/1.1 on connections that are kept.
        KEPT,
        /// HTTP/1.1, each on a connection of its own.
        SINGLE,
        /// HTTP/2 over TLS, many on few connections.
        HTTP2,
        /// Not a request: a WebSocket that is held open.
        WEBSOCKET
    }

    Load(Edge edge, int perSecond) {
        this.edge = edge;
        this.periodNanos = 1_000_000_000L / perSecond;
        this.clock = Thread.ofPlatform().name("load").start(this::tick);
    }

    long sent() {
        return sent.get();
    }

    List<Failure> failures() {
        return List.copyOf(failures);
    }

    /// Sends no more, and waits for the last answers.
    @Override
    public void close() {
        ending = true;
        try {
            clock.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
        requests.close();
        http1.close();
        http2.forEach(HttpClient::close);
    }

    private void tick() {
        var next = System.nanoTime();
        while (!ending) {
            var number = sent.getAndIncrement();
            var kind = KINDS.get((int) (number % KINDS.size()));
            requests.execute(() -> post(kind, number / KINDS.size()));
            next += periodNanos;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private void post(Kind kind, long number) {
        try {
            switch (kind) {
                case HTTP2 -> postByHttp2((int) (number % HTTP2_CONNECTIONS));
                case KEPT, SINGLE, WEBSOCKET -> post(kind, http1);
            }
        } catch (IOException e) {
            fail(kind, e.toString());
        } catch (InterruptedException e) {
            fail(kind, "interrupted");
        }
    }

    private void postByHttp2(int connection) throws IOException, InterruptedException {
        streams.get(connection).acquire();
        try {
            post(Kind.HTTP2, http2.get(connection));
        } finally {
            streams.get(connection).release();
        }
    }

    private void post(Kind kind, HttpClient client) throws IOException, InterruptedException {
        var answer = client.send(request(kind), BodyHandlers.ofString());
        if (answer.statusCode() != 200 || !answer.body().equals(BODY)) {
            fail(kind, "status %d".formatted(answer.statusCode()));
        } else if (kind == Kind.HTTP2 && answer.version() != HttpClient.Version.HTTP_2) {
            fail(kind, "not answered by HTTP/2");
        }
    }

    private HttpRequest request(Kind kind) {
        var builder = HttpRequest.newBuilder(kind == Kind.HTTP2 ? edge.https(PATH) : edge.http(PATH))
                .timeout(TIMEOUT)
                .POST(BodyPublishers.ofString(BODY));
        if (kind == Kind.SINGLE) {
            builder.header("Connection", "close");
        }
        return builder.build();
    }

    private void fail(Kind kind, String what) {
        failures.add(new Failure(Instant.now(), kind, what));
    }
}
