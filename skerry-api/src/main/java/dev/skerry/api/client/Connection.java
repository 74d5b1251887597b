package dev.skerry.api.client;

import dev.skerry.api.values.ServerUrl;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Sends requests to one server, each with a deadline for the whole of its answer.
final class Connection implements AutoCloseable {
    private final ServerUrl server;
    private final Patience patience;
    private final HttpClient http;

    Connection(ServerUrl server, Patience patience) {
        this.server = server;
        this.patience = patience;
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER) // the token is for this server alone
                .connectTimeout(patience.connect());
        this.http = (server.isPlainText() ? builder.sslContext(trustingNobody()) : builder).build();
    }

    /// A client without encryption would read all certificates the machine trusts, which takes 0.1 s, for nothing.
    private static SSLContext trustingNobody() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no TLS", e);
        }
    }

    ServerUrl server() {
        return server;
    }

    Patience patience() {
        return patience;
    }

    JsonNode ask(HttpRequest request, Duration deadline) {
        return Answers.read(server, send(request, BodyHandlers.ofByteArray(), deadline));
    }

    /// @throws CancellationException when the thread is interrupted; its interrupt flag stays set
    <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body, Duration deadline) {
        var pending = http.sendAsync(request, body);
        try {
            return pending.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw UnreachableException.late(server, deadline);
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while asking " + server);
        } catch (ExecutionException e) {
            throw UnreachableException.of(server, e.getCause() == null ? e : e.getCause());
        }
    }

    /// Opens a WebSocket.
    ///
    /// @throws UnreachableException when it cannot be opened
    WebSocket webSocket(String path, @Nullable String token, WebSocket.Listener listener) {
        var builder = http.newWebSocketBuilder().connectTimeout(patience.connect());
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        var address = URI.create(server.value().replaceFirst("^http", "ws") + path);
        try {
            return builder.buildAsync(address, listener).join();
        } catch (CompletionException e) {
            throw UnreachableException.of(server, e.getCause() == null ? e : e.getCause());
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
