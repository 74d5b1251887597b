package dev.skerry.router;

import dev.skerry.docker.Labels;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.FreePorts;
import dev.skerry.kernel.SkerryException;
import dev.skerry.process.Command;
import dev.skerry.process.Processes;
import dev.skerry.router.RouterSettings.Timeouts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// A real HAProxy in a container of its own, on ports of its own, removed with everything else on closing. A
/// machine without Docker or the image fails the test: it never skips.
final class TestEdge implements AutoCloseable {
    private static final String IMAGE = "skerry/router:1";
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    /// As always but for the time a drain may wait for connections from before a reload.
    private static final Timeouts TIMEOUTS = new Timeouts(
            Timeouts.DEFAULT.head(), Timeouts.DEFAULT.idle(), Duration.ofSeconds(4), Timeouts.DEFAULT.old());

    private static final Command DOCKER = docker();

    private final String name = "skerry-test-" + UUID.randomUUID();
    private final Path folder;
    private final RouterSettings settings;
    private final DockerRouterContainer container;

    private TestEdge() throws IOException {
        this.folder = Files.createTempDirectory("skerry-router-");
        this.settings = new RouterSettings(FreePorts.next(), FreePorts.next(), 4000, TIMEOUTS);
        this.container =
                new DockerRouterContainer(DOCKER, name, IMAGE, Labels.of(Labels.INSTANCE, name), folder, settings);
    }

    static TestEdge open() {
        try {
            run(DOCKER.with("image", "inspect", "--format", "{{.Id}}", IMAGE));
            return new TestEdge();
        } catch (SkerryException | IOException e) {
            throw new AssertionError(
                    "No Docker with the image %s: run bin/test. %s".formatted(IMAGE, e.getMessage()), e);
        }
    }

    /// A router as it is after a start of Skerry: it knows only what was written down.
    HaproxyRouter router() {
        return new HaproxyRouter(container, folder, settings);
    }

    DockerRouterContainer container() {
        return container;
    }

    Path folder() {
        return folder;
    }

    String name() {
        return name;
    }

    int httpPort() {
        return settings.httpPort();
    }

    int httpsPort() {
        return settings.httpsPort();
    }

    /// The container's own address: requests to it pass no other proxy.
    String address() {
        return run(DOCKER.with("inspect", "--format", "{{.NetworkSettings.Networks.bridge.IPAddress}}", name))
                .getFirst();
    }

    /// An address of this machine that containers reach: its end of Docker's own bridge.
    static InetAddress gateway() {
        try {
            return NetworkInterface.getByName("docker0")
                    .inetAddresses()
                    .filter(Inet4Address.class::isInstance)
                    .findFirst()
                    .orElseThrow();
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What HAProxy wrote: the access log among it.
    List<String> log() {
        return run(DOCKER.with("logs", name));
    }

    /// Kilobytes of memory of its own that all processes in the container hold.
    long memory() {
        return run(DOCKER.with("top", name, "-o", "pid")).stream()
                .skip(1)
                .mapToLong(pid -> resident(Path.of("/proc", pid.strip(), "smaps_rollup")))
                .sum();
    }

    static List<String> docker(String... arguments) {
        return run(DOCKER.with(arguments));
    }

    @Override
    public void close() {
        container.remove();
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long resident(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }

    private static List<String> run(Command command) {
        return Processes.output(command, DEADLINE, Cancellation.never());
    }

    private static Command docker() {
        var host = Objects.requireNonNullElse(System.getenv("DOCKER_HOST"), "unix:///var/run/docker.sock");
        return Command.of("docker", "--host", host);
    }
}
