package dev.skerry.api.client;

import dev.skerry.api.Json;
import dev.skerry.api.events.News;
import dev.skerry.api.events.Wish;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// A WebSocket over which the server tells what changes. It does not come back by itself: whoever watches and loses it
/// has missed something, opens another and asks for the state again.
public final class NewsWatch implements AutoCloseable {
    private static final String PATH = "/api/ws";
    private final WebSocket socket;
    private final Listener listener;
    private final Connection connection;

    private NewsWatch(WebSocket socket, Listener listener, Connection connection) {
        this.socket = socket;
        this.listener = listener;
        this.connection = connection;
    }

    /// How it ended.
    ///
    /// @param code of RFC 6455 or `CloseCode`; 1006 when the connection was lost
    public record End(int code, String reason) {}

    static NewsWatch open(
            Connection connection, @Nullable String token, Set<UUID> applications, Consumer<News> hearer) {
        var listener = new Listener(hearer);
        var socket = connection.webSocket(PATH, token, listener);
        var watch = new NewsWatch(socket, listener, connection);
        watch.await(listener.welcome);
        if (!applications.isEmpty()) {
            watch.only(applications);
        }
        return watch;
    }

    /// From when this returns on only what concerns these applications; with none of them everything again. Not to be
    /// called by the hearer.
    public void only(Set<UUID> applications) {
        var wish = Json.MAPPER.writerFor(Wish.class).writeValueAsString(new Wish.Watch(List.copyOf(applications)));
        var answer = new CompletableFuture<Boolean>();
        listener.watching = answer;
        socket.sendText(wish, true).join();
        await(answer);
    }

    /// Completes when the server has closed it, or the connection is lost.
    public CompletableFuture<End> end() {
        return listener.end;
    }

    @Override
    public void close() {
        socket.abort();
        listener.end.complete(new End(1000, "closed here"));
    }

    private void await(CompletableFuture<Boolean> answer) {
        try {
            var first = CompletableFuture.anyOf(answer, listener.end)
                    .get(connection.patience().answer().toMillis(), TimeUnit.MILLISECONDS);
            if (first instanceof End(int code, String reason)) {
                throw new UnreachableException(
                        connection.server(), "closed the connection (%d): %s".formatted(code, reason), null);
            }
        } catch (TimeoutException e) {
            socket.abort();
            throw UnreachableException.late(
                    connection.server(), connection.patience().answer());
        } catch (InterruptedException e) {
            socket.abort();
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while connecting");
        } catch (ExecutionException e) {
            throw UnreachableException.of(connection.server(), e);
        }
    }

    private static final class Listener implements WebSocket.Listener {
        private final Consumer<News> hearer;
        private final StringBuilder text = new StringBuilder();
        private final CompletableFuture<Boolean> welcome = new CompletableFuture<>();
        private volatile CompletableFuture<Boolean> watching = new CompletableFuture<>();
        private final CompletableFuture<End> end = new CompletableFuture<>();

        Listener(Consumer<News> hearer) {
            this.hearer = hearer;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                var whole = text.toString();
                text.setLength(0);
                read(whole).ifPresent(this::tell);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            end.complete(new End(code, reason));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            end.complete(new End(1006, String.valueOf(error.getMessage())));
        }

        private void tell(News news) {
            switch (news) {
                case News.Welcome _ -> welcome.complete(true);
                case News.Watching _ -> watching.complete(true);
                case News.DeploymentChanged _,
                        News.StepChanged _,
                        News.ApplicationChanged _,
                        News.ApplicationDeleted _,
                        News.ApplicationRestored _,
                        News.DomainChanged _,
                        News.CertificateChanged _ -> hearer.accept(news);
            }
        }

        /// A newer server may tell of what this client does not know.
        private static Optional<News> read(String message) {
            try {
                return Optional.of(Answers.LENIENT.forType(News.class).readValue(message));
            } catch (JacksonException e) {
                return Optional.empty();
            }
        }
    }
}
