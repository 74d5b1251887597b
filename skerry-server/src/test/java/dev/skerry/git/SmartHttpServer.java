package dev.skerry.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.skerry.api.values.GitUrl;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Git's own smart HTTP server, `git http-backend`, behind the JDK's HTTP server. Paths under `/private` ask
/// for a login, those in `redirects` lead elsewhere, and `/silent` never answers.
final class SmartHttpServer implements AutoCloseable {
    static final String LOGIN = "Basic YWRhOmh1bnRlcjI="; // ada:hunter2

    private final HttpServer server;
    private final Path root;
    private final Map<String, String> redirects = new ConcurrentHashMap<>();
    private final List<String> logins = new CopyOnWriteArrayList<>();
    private volatile boolean oldProtocol;

    SmartHttpServer(Path root) throws IOException {
        this.root = root;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    GitUrl url(String path) {
        return new GitUrl("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
    }

    /// Requests below `from` are answered with a redirect to the same below `to`.
    void redirect(String from, String to) {
        redirects.put(from, to);
    }

    /// Version 0, in which a server gives out only commits that have a name.
    void speakOldProtocol() {
        oldProtocol = true;
    }

    /// What came as `Authorization`, in order, `-` for none.
    List<String> logins() {
        return logins;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getRawPath();
            var login = exchange.getRequestHeaders().getFirst("Authorization");
            logins.add(login == null ? "-" : login);
            var moved = redirects.entrySet().stream()
                    .filter(entry -> path.startsWith(entry.getKey()))
                    .findFirst();
            if (moved.isPresent()) {
                var query = exchange.getRequestURI().getRawQuery();
                var rest = path.substring(moved.get().getKey().length());
                exchange.getResponseHeaders()
                        .add("Location", moved.get().getValue() + rest + (query == null ? "" : "?" + query));
                exchange.sendResponseHeaders(302, -1);
            } else if (path.startsWith("/silent")) {
                Thread.sleep(60_000);
            } else if (path.startsWith("/private") && !LOGIN.equals(login) && !"Bearer hunter2".equals(login)) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
                exchange.sendResponseHeaders(401, -1);
            } else {
                backend(exchange, path.replaceFirst("^/private", ""));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void backend(HttpExchange exchange, String path) throws IOException {
        var builder = new ProcessBuilder("git", "http-backend").redirectError(ProcessBuilder.Redirect.DISCARD);
        var headers = exchange.getRequestHeaders();
        put(builder, "GIT_PROJECT_ROOT", root.toString());
        put(builder, "GIT_HTTP_EXPORT_ALL", "1");
        put(builder, "GIT_CONFIG_GLOBAL", "/dev/null");
        put(builder, "PATH_INFO", path);
        put(builder, "REQUEST_METHOD", exchange.getRequestMethod());
        put(builder, "QUERY_STRING", exchange.getRequestURI().getRawQuery());
        put(builder, "CONTENT_TYPE", headers.getFirst("Content-Type"));
        put(builder, "HTTP_CONTENT_ENCODING", headers.getFirst("Content-Encoding"));
        put(builder, "GIT_PROTOCOL", oldProtocol ? null : headers.getFirst("Git-Protocol"));
        var process = builder.start();
        try (var input = process.getOutputStream()) {
            exchange.getRequestBody().transferTo(input);
        }
        try (var output = new BufferedInputStream(process.getInputStream())) {
            var status = 200;
            for (var line = line(output); !line.isEmpty(); line = line(output)) {
                var parts = line.split(": ", 2);
                if (parts[0].equals("Status")) {
                    status = Integer.parseInt(parts[1].substring(0, 3));
                } else {
                    exchange.getResponseHeaders().add(parts[0], parts[1]);
                }
            }
            exchange.sendResponseHeaders(status, 0);
            output.transferTo(exchange.getResponseBody());
        } finally {
            process.destroyForcibly();
        }
    }

    private static void put(ProcessBuilder builder, String name, @Nullable String value) {
        builder.environment().put(name, value == null ? "" : value);
    }

    private static String line(InputStream stream) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int next;
        while ((next = stream.read()) >= 0 && next != '\n') {
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.US_ASCII).strip();
    }
}
