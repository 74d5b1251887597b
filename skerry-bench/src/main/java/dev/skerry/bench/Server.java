package dev.skerry.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The packed server in a process of its own, on a state of its own and free ports.
final class Server implements AutoCloseable {
    static final String DOMAIN = "bench.test";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 5;
    private static final long STOP_SECONDS = 40;
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final Path state;
    private final List<String> command;
    private final Map<String, String> environment = new HashMap<>();
    private final int port = freePort();
    private final int httpPort = freePort();
    private final int httpsPort = freePort();
    private @Nullable Process process;
    private boolean closed;

    /// Starts nothing yet.
    ///
    /// @param sources below which file:// repositories may lie
    Server(Path state, Path sources, List<String> command) {
        this.state = state;
        this.command = List.copyOf(command);
        environment.putAll(Map.of(
                "SKERRY_STATE", state.toString(),
                // Its administrator's password is known to everybody.
                "SKERRY_HOST", "127.0.0.1",
                "SKERRY_PORT", Integer.toString(port),
                "SKERRY_REQUESTS_PER_SECOND", "1000000",
                "SKERRY_ROUTER_HTTP_PORT", Integer.toString(httpPort),
                "SKERRY_ROUTER_HTTPS_PORT", Integer.toString(httpsPort),
                "SKERRY_ADVERTISE_ADDRESS", "127.0.0.1",
                "SKERRY_BASE_DOMAIN", DOMAIN,
                "SKERRY_SOURCE_FOLDERS", sources.toString()));
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "leave nothing behind"));
    }

    /// @return from the start of the process to the first 200 of /api/health, in seconds
    double start() {
        return start(command);
    }

    /// The same with other options of the JVM.
    double start(List<String> otherCommand) {
        try {
            var builder = new ProcessBuilder(otherCommand)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            builder.environment().putAll(environment);
            var begin = System.nanoTime();
            var started = builder.start();
            process = started;
            awaitReady(started, begin);
            return Bench.seconds(begin);
        } catch (IOException e) {
            throw new IllegalStateException("cannot start " + otherCommand.getFirst(), e);
        }
    }

    List<String> command() {
        return command;
    }

    Path state() {
        return state;
    }

    int httpPort() {
        return httpPort;
    }

    int httpsPort() {
        return httpsPort;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(port, path));
    }

    long pid() {
        return Optional.ofNullable(process).orElseThrow().pid();
    }

    String instance() {
        return read("instance-id");
    }

    /// What is in a file of its state, without the end of the line.
    String read(String file) {
        try {
            return Files.readString(state.resolve(file)).strip();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read %s of %s".formatted(file, state), e);
        }
    }

    String routerContainer() {
        return Program.docker(
                        "container",
                        "ls",
                        "--quiet",
                        "--filter",
                        "label=dev.skerry.instance=" + instance(),
                        "--filter",
                        "label=dev.skerry.role=router")
                .getFirst();
    }

    Leftovers leftovers() {
        return new Leftovers("dev.skerry.instance=" + instance());
    }

    void stop() {
        var running = Optional.ofNullable(process).orElseThrow();
        running.destroy();
        if (!ended(running)) {
            throw new IllegalStateException(
                    "the server did not stop within %d s; see %s".formatted(STOP_SECONDS, log()));
        }
    }

    /// As a power cut does it: its PostgreSQL goes on.
    void kill() {
        var running = Optional.ofNullable(process).orElseThrow();
        running.destroyForcibly();
        ended(running);
    }

    @Override
    public synchronized void close() {
        if (closed || process == null) {
            return;
        }
        closed = true;
        if (!process.isAlive()) {
            // A killed one leaves its database running; a started one stops it.
            start();
        }
        stop();
        leftovers().remove();
    }

    private Path log() {
        return state.resolve("server.log");
    }

    private void awaitReady(Process started, long begin) {
        while (!isReady()) {
            if (!started.isAlive() || Bench.seconds(begin) > PATIENCE.toSeconds()) {
                started.destroyForcibly();
                throw new IllegalStateException("the server did not start: " + read("server.log"));
            }
            Bench.pause(POLL_MILLIS);
        }
    }

    private boolean isReady() {
        try {
            var request = HttpRequest.newBuilder(uri("/api/health"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// Below those that outgoing connections take, so that it is still free when the server asks for it.
    private static int freePort() {
        while (true) {
            var port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (var socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(port));
                return port;
            } catch (IOException _) {
                // Taken: another one.
            }
        }
    }
}
