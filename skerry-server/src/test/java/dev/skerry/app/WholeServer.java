package dev.skerry.app;

import dev.skerry.api.Body;
import dev.skerry.api.Json;
import dev.skerry.api.Operation;
import dev.skerry.api.values.ImageReference;
import dev.skerry.builds.ExternalTools;
import dev.skerry.config.HostAddress;
import dev.skerry.config.ListenAddress;
import dev.skerry.config.PortRange;
import dev.skerry.config.RootDomain;
import dev.skerry.config.ServerConfig;
import dev.skerry.crypto.Vault;
import dev.skerry.db.Database;
import dev.skerry.docker.Docker;
import dev.skerry.docker.FakeContainers;
import dev.skerry.docker.FakeImageBuilder;
import dev.skerry.docker.FakeImages;
import dev.skerry.docker.FakeSwarm;
import dev.skerry.docker.FakeTaskLogs;
import dev.skerry.git.GitClient;
import dev.skerry.git.GitConfig;
import dev.skerry.router.FakeRouter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The whole server on a real database, with nothing real behind it: what it would do to Docker and the router, the
/// fakes
/// know.
final class WholeServer implements AutoCloseable {
    private static final int UNLIMITED = 1_000_000;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final FakeSwarm swarm = new FakeSwarm();
    private final FakeContainers containers = new FakeContainers();
    private final FakeImages images = new FakeImages();
    private final FakeRouter router = new FakeRouter();
    private final FakeImageBuilder builder = new FakeImageBuilder();
    private final Skerry skerry;

    /// An answer, with its JSON where there is any.
    record Answer(int status, String text) {
        JsonNode json() {
            return text.startsWith("{") ? Json.MAPPER.readTree(text) : Json.MAPPER.missingNode();
        }
    }

    WholeServer(Path state, Database database) {
        this(state, database, 0);
    }

    /// @param closing what is closed with it, the last first
    WholeServer(Path state, Database database, int port, AutoCloseable... closing) {
        var parts = new ArrayDeque<AutoCloseable>();
        List.of(closing).forEach(parts::push);
        this.skerry = Skerry.start(config(state, port), outside(state, database, parts), InstantSource.system());
    }

    private static ServerConfig config(Path state, int port) {
        return new ServerConfig(
                state,
                new ListenAddress("127.0.0.1"),
                port,
                new ServerConfig.Limits(UNLIMITED, UNLIMITED),
                new ServerConfig.Router(
                        80, 443, new RootDomain("apps.test"), new HostAddress("127.0.0.1"), new ImageReference("none")),
                Optional.empty(),
                new ServerConfig.Docker(noDocker(state), "docker", Optional.empty()),
                new ServerConfig.Logs(1 << 20, Duration.ofDays(1)),
                new ServerConfig.Sources(List.of(), List.of(), 1 << 20),
                new ServerConfig.Builds(OptionalLong.empty(), OptionalLong.empty()),
                List.of(new PortRange(1024, 65_535)),
                new ServerConfig.Retention(10, 50),
                new ServerConfig.Deployments(3, 0));
    }

    private static String noDocker(Path state) {
        return "unix://" + state.resolve("no-docker.sock");
    }

    private Outside outside(Path state, Database database, Deque<AutoCloseable> closing) {
        return new Outside(
                "00000000-0000-7000-8000-000000000001",
                database,
                Docker.at(noDocker(state)),
                swarm,
                containers,
                images,
                new FakeTaskLogs(),
                router,
                builder,
                new ExternalTools(Map.of()),
                new GitClient(GitConfig.DEFAULT),
                Vault.open(state.resolve("keys.json")),
                closing);
    }

    FakeSwarm swarm() {
        return swarm;
    }

    FakeRouter router() {
        return router;
    }

    FakeImages images() {
        return images;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(skerry.port(), path));
    }

    /// What was done outside of the server, in words. Routes are applied again whenever they may have changed.
    List<String> deeds() {
        return Stream.of(swarm.calls(), containers.runs(), router.calls(), builder.builds())
                .flatMap(List::stream)
                .map(Object::toString)
                .filter(deed -> !deed.startsWith("apply"))
                .toList();
    }

    /// Carries the operation out as its row says, over HTTP.
    Answer call(Operation<?, ?> operation, ObjectNode input, @Nullable String token) {
        var rest = input.deepCopy();
        var path = operation.path();
        for (var name : input.propertyNames()) {
            if (path.contains("{" + name + "}")) {
                path = path.replace("{" + name + "}", encoded(rest.remove(name).asString()));
            }
        }
        var uri = operation.hasInputInBody() ? path : path + query(rest);
        var body = operation.method().hasBody()
                ? BodyPublishers.ofString(operation.body() == Body.BYTES ? "no file" : rest.toString())
                : BodyPublishers.noBody();
        return send(operation, uri, body, token);
    }

    /// The operation's method on any address with any body.
    Answer send(Operation<?, ?> operation, String path, HttpRequest.BodyPublisher body, @Nullable String token) {
        var request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", type(operation.body()))
                .method(operation.method().name(), body);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var answer = http.send(request.build(), BodyHandlers.ofInputStream());
            return new Answer(answer.statusCode(), received(answer));
        } catch (IOException e) {
            throw new UncheckedIOException("%s %.200s".formatted(operation.method(), path), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        skerry.close();
    }

    private static String type(Body body) {
        return switch (body) {
            case FIELDS -> "application/json";
            case BYTES -> "application/octet-stream";
        };
    }

    /// A stream that was begun is success enough.
    private static String received(HttpResponse<InputStream> answer) throws IOException {
        try (var body = answer.body()) {
            var type = answer.headers().firstValue("Content-Type").orElse("");
            return type.startsWith("text/event-stream") ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String query(ObjectNode input) {
        return input.isEmpty()
                ? ""
                : input.propertyStream()
                        .map(entry ->
                                entry.getKey() + "=" + encoded(entry.getValue().asString()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
