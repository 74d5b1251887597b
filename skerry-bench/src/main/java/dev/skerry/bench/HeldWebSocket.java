package dev.skerry.bench;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A WebSocket that is held open while its application is replaced. The sample ticks on it each second.
final class HeldWebSocket implements AutoCloseable {
    private static final double SILENCE_SECONDS = 5;

    private final HttpClient client = Edge.client(HttpClient.Version.HTTP_1_1);
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
    private final WebSocket socket;
    private volatile long lastTick = System.nanoTime();
    private volatile boolean leaving;

    HeldWebSocket(Edge edge) {
        this.socket = client.newWebSocketBuilder()
                .buildAsync(edge.webSocket("/ws"), new Ears())
                .join();
    }

    /// @return what broke it, if something did
    Optional<Failure> failure() {
        if (failure.get() == null && Bench.seconds(lastTick) > SILENCE_SECONDS) {
            fail("silent for more than %.0f s".formatted(SILENCE_SECONDS));
        }
        return Optional.ofNullable(failure.get());
    }

    @Override
    public void close() {
        leaving = true;
        socket.abort();
        client.shutdownNow();
    }

    private void fail(String what) {
        if (!leaving) {
            failure.compareAndSet(null, new Failure(Instant.now(), Load.Kind.WEBSOCKET, what));
        }
    }

    private final class Ears implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            lastTick = System.nanoTime();
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            fail("closed with %d %s".formatted(status, reason));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            fail(error.toString());
        }
    }
}
