package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.docker.MountSpec.FileContent;
import dev.skerry.docker.MountSpec.HostPath;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.FreePorts;
import dev.skerry.kernel.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DockerContainersTest implements ContainersContract {
    private static final Docker DOCKER = TestDocker.docker();
    private static final Swarm SWARM = TestDocker.swarm();
    private final Containers containers = new DockerContainers(DOCKER);
    private final Labels labels = TestLabels.instance();
    private final String name = TestLabels.unique("skerry-test");

    @Override
    public Containers containers() {
        return containers;
    }

    @Override
    public Labels labels() {
        return labels;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String image(Act act) {
        return TestDocker.IMAGE;
    }

    @Override
    public String network() {
        return name + "-net";
    }

    @BeforeEach
    void makeTheNetwork() {
        SWARM.createNetwork(new NetworkSpec(network(), labels));
    }

    @Override
    public void putForeign(String name) {
        DOCKER.run(Call.post("make a container", "containers", "create")
                .query("name", name)
                .json(Docker.JSON.createObjectNode().put("Image", TestDocker.IMAGE)));
    }

    @Override
    public void removeForeignThings() {
        DOCKER.find(Call.get("look", "containers", name, "json"))
                .ifPresent(found ->
                        DOCKER.run(Call.delete("remove", "containers", name).query("force", "true")));
        SWARM.removeNetwork(network());
    }

    @Override
    public void killProcess(String container) {
        var pid = DOCKER.json(Call.get("inspect", "containers", container, "json"))
                .path("State")
                .path("Pid")
                .asLong();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    @Test
    void givesARunItsFilesEnvironmentAndNetwork() {
        var file = new FileContent("conf", "/etc/app/app.conf", new Secret("from a file\n"), labels);
        var folder = new HostPath("/etc/hostname", "/host", true);
        var script = "cat /etc/app/app.conf; echo \"$A\"; test -s /host && ip -4 addr | grep -c eth0";
        var lines = new ArrayList<String>();

        var result = containers.run(
                new RunSpec(
                        name,
                        TestDocker.IMAGE,
                        List.of("sh", "-c", script),
                        Map.of("A", "$(id) of the environment"),
                        labels,
                        network(),
                        List.of(file, folder),
                        Resources.UNLIMITED,
                        Duration.ofMinutes(1)),
                Cancellation.never(),
                line -> lines.add(line.text()));

        assertThat(result.exitCode()).isZero();
        assertThat(lines).startsWith("from a file", "$(id) of the environment");
    }

    @Test
    void keepsALongLineInOnePiece() {
        var lines = new ArrayList<String>();
        var script = "head -c 40000 /dev/zero | tr '\\0' x; echo; echo -n end";

        containers.run(spoken(script), Cancellation.never(), line -> lines.add(line.text()));

        assertThat(lines).containsExactly("x".repeat(40_000), "end");
    }

    @Test
    void saysWhenTheImageOrTheProgramIsMissing() {
        var noImage = new RunSpec(
                name,
                "skerry-test/no-such-image:1",
                List.of(),
                Map.of(),
                labels,
                null,
                List.of(),
                Resources.UNLIMITED,
                Duration.ofMinutes(1));

        assertThatThrownBy(() -> containers.run(noImage, Cancellation.never(), line -> {}))
                .hasMessageContaining("No such image");
        var lines = new ArrayList<String>();
        var noProgram = TestSpecs.run(name, TestDocker.IMAGE, Act.SPEAKS, labels, Duration.ofMinutes(1))
                .withArguments(List.of("no-such-program"));
        assertThat(containers
                        .run(noProgram, Cancellation.never(), line -> lines.add(line.text()))
                        .exitCode())
                .isEqualTo(127);
        assertThat(lines)
                .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .contains("no-such-program", "No such file");
        assertThat(containers.list(labels)).isEmpty();
    }

    @Test
    void publishesAPortAndLimitsWhatTheSpecLimits() throws IOException {
        var port = FreePorts.next();
        containers.start(new ContainerSpec(
                name,
                TestDocker.IMAGE,
                List.of(
                        "sh",
                        "-c",
                        "ulimit -n; mount | grep -c 'tmpfs on /scratch'; id -u; exec nc -ll -p 8080 -e true"),
                "1000:1000",
                Map.of(),
                labels,
                List.of(),
                List.of(new PortSpec(8080, port, PortSpec.Protocol.TCP)),
                List.of(),
                List.of("/scratch"),
                5000,
                Resources.UNLIMITED,
                ContainerSpec.Restart.ALWAYS,
                Duration.ofSeconds(1)));

        assertThat(Polling.until(Duration.ofSeconds(10), Cancellation.never(), () -> answers(port)))
                .isTrue();
        Polling.until(Duration.ofSeconds(10), Cancellation.never(), () -> said().size() == 3);
        assertThat(said()).containsExactly("5000", "1", "1000");
    }

    private List<String> said() {
        var lines = new ArrayList<String>();
        containers.logs(name, LogQuery.all(), Cancellation.never(), line -> lines.add(line.text()));
        return lines;
    }

    private RunSpec spoken(String script) {
        return TestSpecs.run(name, TestDocker.IMAGE, Act.SPEAKS, labels, Duration.ofMinutes(1))
                .withArguments(List.of("sh", "-c", script));
    }

    private static boolean answers(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return e.getMessage() == null;
        }
    }
}
