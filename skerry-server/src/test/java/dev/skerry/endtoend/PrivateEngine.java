package dev.skerry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A Docker engine that a test may stop: with folders, processes, network and mounts of its own, so that the machine's
/// engine and its containers are left in peace. All of it ends with the first process of its namespaces. It has no way
/// out, and images are copied into it.
final class PrivateEngine implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);

    /// A network for measurements between devices, which is on no machine (RFC 2544).
    private static final String OUTSIDE = "198.18.213.1";
    private static final String ADDRESS = "198.18.213.2";

    /// The first process takes in whoever is orphaned, as dockerd finds out by their ids whether they still run.
    private static final String FIRST =
            "mount -t tmpfs tmpfs /run && mkdir /run/lock && while :; do sleep 60 & wait; done";

    private final Path folder;
    private final String name;
    private final Process first;
    private final long inside;
    private Process dockerd;

    /// @param folder with a short path, as sockets are in it
    PrivateEngine(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        Files.writeString(folder.resolve("daemon.json"), "{}");
        this.name = "skerry-test-" + ProcessHandle.current().pid();
        this.first = new ProcessBuilder(
                        "unshare",
                        "--mount",
                        "--pid",
                        "--net",
                        "--fork",
                        "--mount-proc",
                        "--kill-child",
                        "bash",
                        "-c",
                        FIRST)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("first.log").toFile())
                .start();
        try {
            this.inside = child();
            connect();
            this.dockerd = launch();
            awaitAnswer();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    Host host() {
        return new Host(
                ADDRESS,
                List.of("nsenter", "--target", Long.toString(inside), "--net"),
                Map.of("DOCKER_HOST", socket()));
    }

    /// Copies images of the machine's engine.
    void load(String... images) {
        var save = new ArrayList<>(List.of("docker", "save"));
        save.addAll(List.of(images));
        try {
            var pipeline = ProcessBuilder.startPipeline(List.of(
                    new ProcessBuilder(save),
                    new ProcessBuilder("docker", "--host", socket(), "load", "--quiet")
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("load.log").toFile())));
            for (var process : pipeline) {
                assertThat(process.waitFor()).as("copying %s", save).isZero();
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    List<String> docker(String... arguments) {
        var command = new ArrayList<>(List.of("docker", "--host", socket()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /// As `systemctl stop docker` does it: containers are stopped with it.
    void stop() {
        end("TERM");
    }

    /// As a crash does it: containers go on until the next start, which ends them.
    void kill() {
        end("KILL");
    }

    void start() throws IOException {
        assertThat(dockerd.isAlive()).isFalse();
        Files.deleteIfExists(folder.resolve("dockerd.pid"));
        dockerd = launch();
        awaitAnswer();
    }

    @Override
    public void close() {
        first.descendants().forEach(ProcessHandle::destroyForcibly);
        first.destroyForcibly();
        await(
                "the namespaces are empty",
                () -> !first.isAlive() && first.descendants().findAny().isEmpty());
        await("its control groups are gone", this::removeControlGroups);
        run(List.of("rm", "-rf", folder.toString()));
    }

    /// The kernel lets go of them a moment after the last process.
    private boolean removeControlGroups() {
        var all = "*/" + name + "*";
        run(List.of("find", "/sys/fs/cgroup", "-depth", "-type", "d", "-path", all, "-exec", "rmdir", "{}", "+"));
        return run(List.of("find", "/sys/fs/cgroup", "-type", "d", "-name", name))
                .isEmpty();
    }

    private String socket() {
        return "unix://" + folder.resolve("docker.sock");
    }

    private long child() {
        await("the namespaces are there", () -> first.children().findAny().isPresent() || !first.isAlive());
        return first.children()
                .findAny()
                .orElseThrow(() -> new AssertionError(read("first.log")))
                .pid();
    }

    /// One cable, which goes with the namespace.
    private void connect() {
        var pid = Long.toString(inside);
        var cable = "sk" + ProcessHandle.current().pid();
        run(List.of("ip", "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", pid));
        run(List.of("ip", "address", "add", OUTSIDE + "/30", "dev", cable));
        run(List.of("ip", "link", "set", cable, "up"));
        for (var command : List.of(
                List.of("ip", "link", "set", "lo", "up"),
                List.of("ip", "address", "add", ADDRESS + "/30", "dev", "eth0"),
                List.of("ip", "link", "set", "eth0", "up"))) {
            var within = new ArrayList<>(List.of("nsenter", "--target", pid, "--net"));
            within.addAll(command);
            run(within);
        }
    }

    private Process launch() throws IOException {
        var command = List.of(
                "nsenter",
                "--target",
                Long.toString(inside),
                "--mount",
                "--pid",
                "--net",
                "dockerd",
                "--config-file",
                folder.resolve("daemon.json").toString(),
                "--host",
                socket(),
                "--data-root",
                folder.resolve("data").toString(),
                "--exec-root",
                folder.resolve("exec").toString(),
                "--pidfile",
                folder.resolve("dockerd.pid").toString(),
                "--exec-opt",
                "native.cgroupdriver=cgroupfs",
                "--cgroup-parent",
                "/" + name);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("dockerd.log").toFile()))
                .start();
    }

    /// `nsenter` has started it as its child.
    private void end(String signal) {
        var daemon = dockerd.children().findAny().orElseThrow(() -> new AssertionError(read("dockerd.log")));
        run(List.of("kill", "-" + signal, Long.toString(daemon.pid())));
        try {
            assertThat(dockerd.waitFor(STARTS_WITHIN.toSeconds(), TimeUnit.SECONDS))
                    .as(signal)
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitAnswer() {
        await(
                "the engine answers",
                () -> !dockerd.isAlive()
                        || !docker("info", "--format", "{{.ServerVersion}} answers").stream()
                                .filter(line -> line.matches("\\d.* answers"))
                                .toList()
                                .isEmpty());
        assertThat(dockerd.isAlive()).as(() -> read("dockerd.log")).isTrue();
    }

    private static void await(String what, BooleanSupplier condition) {
        var deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            ServerProcess.pause();
        }
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static List<String> run(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return output.lines().toList();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
