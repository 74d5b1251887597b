package dev.skerry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.db.TestDatabase;
import dev.skerry.kernel.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A Skerry in a process of its own, with a state folder of its own, on free ports. It can be killed and started again.
final class ServerProcess implements AutoCloseable {
    /// What it tells others to come to.
    private static final String LOOPBACK = "127.0.0.1";

    private static final Duration STARTED_WITHIN = Duration.ofMinutes(3);

    private final Path state;
    private final Host host;
    private final Map<String, String> environment = new HashMap<>();
    private final int port = FreePorts.next();
    private final int httpPort = FreePorts.next();
    private final int httpsPort = FreePorts.next();
    private Process process;

    /// Starts a server on an empty state folder.
    ServerProcess(Path state, Path sources, Host host) throws IOException {
        this.state = state;
        this.host = host;
        // PostgreSQL runs as a user of its own, who has to reach its data.
        for (var folder : List.of(state.getParent(), state)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        environment.putAll(Map.of(
                "SKERRY_STATE", state.toString(),
                // Its administrator's password is known to everybody.
                "SKERRY_HOST", host.address(),
                "SKERRY_PORT", Integer.toString(port),
                // Who waits here asks again at once.
                "SKERRY_REQUESTS_PER_SECOND", "1000000",
                "SKERRY_ROUTER_HTTP_PORT", Integer.toString(httpPort),
                "SKERRY_ROUTER_HTTPS_PORT", Integer.toString(httpsPort),
                "SKERRY_ADVERTISE_ADDRESS", LOOPBACK,
                "SKERRY_BASE_DOMAIN", "apps.test",
                "SKERRY_SOURCE_FOLDERS", sources.toString(),
                "SKERRY_PRIVATE_SOURCES", "127.0.0.0/8"));
        environment.putAll(host.environment());
        usePrograms(state.resolve("postgres"));
        this.process = launch();
    }

    /// PostgreSQL as the other tests use it: unpacked once on this machine.
    private static void usePrograms(Path folder) throws IOException {
        var shared = TestDatabase.sharedBinaries();
        Files.createSymbolicLink(Files.createDirectories(folder).resolve(shared.getFileName()), shared);
    }

    URI uri(String path) {
        return URI.create("http://%s:%d%s".formatted(host.address(), port, path));
    }

    String address() {
        return host.address();
    }

    /// Where the router listens.
    int httpPort() {
        return httpPort;
    }

    int httpsPort() {
        return httpsPort;
    }

    Path state() {
        return state;
    }

    String instance() throws IOException {
        return Files.readString(state.resolve("instance-id"));
    }

    /// As the power cut does it.
    void kill() {
        process.destroyForcibly();
        assertThat(ended(10)).isTrue();
    }

    void startAgain() throws IOException {
        assertThat(process.isAlive()).isFalse();
        process = launch();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        if (!ended(30)) {
            process.destroyForcibly();
            throw new AssertionError("The server did not stop within 30 s. Its log:\n" + log());
        }
    }

    String log() throws IOException {
        return Files.readString(state.resolve("server.log"));
    }

    private Process launch() throws IOException {
        var command = new ArrayList<>(host.inside());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.skerry.app.Main"));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        state.resolve("server.log").toFile()));
        builder.environment().putAll(environment);
        var started = builder.start();
        awaitReady(started);
        return started;
    }

    private void awaitReady(Process started) throws IOException {
        var deadline = System.nanoTime() + STARTED_WITHIN.toNanos();
        while (!answers()) {
            if (!started.isAlive() || System.nanoTime() > deadline) {
                started.destroyForcibly();
                throw new AssertionError("The server did not start. Its log:\n" + log());
            }
            pause();
        }
    }

    boolean answers() {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(uri("/api/health"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private boolean ended(int seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static void pause() {
        pause(100);
    }

    /// Between two looks that start a program, which costs more than asking the server.
    static void longPause() {
        pause(300);
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
