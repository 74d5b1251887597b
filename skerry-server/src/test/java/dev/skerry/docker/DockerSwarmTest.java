package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.docker.MountSpec.FileContent;
import dev.skerry.docker.MountSpec.HostPath;
import dev.skerry.docker.MountSpec.Volume;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.Secret;
import dev.skerry.process.Processes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DockerSwarmTest implements SwarmContract {
    private static final Docker DOCKER = TestDocker.docker();
    private static final Swarm SWARM = TestDocker.swarm();
    private final Labels labels = TestLabels.instance();
    private final String network = TestLabels.unique("skerry-test");

    @Override
    public Swarm swarm() {
        return SWARM;
    }

    @Override
    public Labels labels() {
        return labels;
    }

    @Override
    public String network() {
        return network;
    }

    @Override
    public String image(FakeBehaviour behaviour) {
        return behaviour == FakeBehaviour.REJECTED ? "skerry-test/no-such-image:1" : TestDocker.IMAGE;
    }

    @Override
    public void putForeignNetwork(String name) {
        DOCKER.run(Call.post("make a network", "networks", "create")
                .json(Docker.JSON
                        .createObjectNode()
                        .put("Name", name)
                        .put("Driver", "overlay")
                        .put("Attachable", true)));
    }

    @Override
    public void alter(String service, String variable, String value) {
        update(service, "--env-add", variable + "=" + value);
    }

    @Override
    public Map<String, String> environment(TaskState task) {
        var container = Objects.requireNonNull(task.container());
        return DOCKER.find(Call.get("inspect", "containers", container, "json")).stream()
                .flatMap(found -> found.path("Config").path("Env").valueStream())
                .map(variable -> variable.asString("").split("=", 2))
                .collect(Collectors.toMap(variable -> variable[0], variable -> variable[1]));
    }

    /// As an operator does it, who does it again when the Swarm wrote the service at the same time.
    private static void update(String service, String... options) {
        var command = TestDocker.command()
                .with("service", "update", "--detach")
                .with(options)
                .with(service);
        var said = new ArrayList<String>();
        assertThat(Polling.until(
                        LONG,
                        Cancellation.never(),
                        () -> Processes.run(command, LONG, Cancellation.never(), said::add) == 0))
                .as("%s", said)
                .isTrue();
    }

    @Override
    public void storeFiles(ServiceSpec service) {
        new SwarmFiles(DOCKER).create(service);
    }

    @Override
    public List<String> files() {
        return secrets()
                .map(secret -> secret.path("Spec").path("Name").asString(""))
                .toList();
    }

    @Override
    public boolean hasContainers(String service) {
        return !DOCKER.json(Call.get("list", "containers", "json")
                        .query("all", "true")
                        .labelled(Labels.of("com.docker.swarm.service.name", service)))
                .isEmpty();
    }

    @Override
    public void removeForeignThings() {
        DOCKER.find(Call.get("look", "networks", network))
                .ifPresent(found -> DOCKER.run(Call.delete("remove", "networks", network)));
        secrets()
                .forEach(secret -> DOCKER.run(
                        Call.delete("remove", "secrets", secret.path("ID").asString())));
        DOCKER.json(Call.get("list", "volumes").labelled(labels))
                .path("Volumes")
                .forEach(volume -> DOCKER.run(
                        Call.delete("remove", "volumes", volume.path("Name").asString())));
    }

    @Test
    void deliversFilesAndRemovesThemWithTheService() {
        var file = new FileContent(network + "-conf", "/etc/app/app.conf", new Secret("hello\n"), labels);
        var volume = new Volume(network + "-data", "/data", false, labels);
        startWith(List.of(file, volume), List.of("sh", "-c", "grep -q ^hello$ /etc/app/app.conf && touch /data/x"));

        awaitRunning(1);
        assertThat(files()).hasSize(1);

        SWARM.removeService(network + "-web");
        assertThat(files()).isEmpty();
        assertThat(DOCKER.json(Call.get("inspect", "volumes", network + "-data"))
                        .path("Labels")
                        .properties())
                .as("the volume stays, and carries the labels")
                .isNotEmpty();
    }

    /// Another node of the Swarm has neither the images that were built here nor the volumes.
    @Test
    void bindsTasksToTheNodeThatHasTheImages() {
        startWith(List.of(), List.of("true"));

        var node = DOCKER.json(Call.get("describe", "info"))
                .path("Swarm")
                .path("NodeID")
                .asString("");
        var placement = DOCKER.json(Call.get("inspect", "services", network + "-web"))
                .path("Spec")
                .path("TaskTemplate")
                .path("Placement")
                .path("Constraints");
        assertThat(node).isNotEmpty();
        assertThat(placement.valueStream().map(one -> one.asString(""))).containsExactly("node.id==" + node);
        awaitRunning(1);
        assertThat(SWARM.tasks(labels)).allMatch(task -> node.equals(task.node()));
    }

    /// None of these is started: it is about what the engine gives back, and what the docker command changes.
    @Test
    void tellsAlteredServicesFromThoseItWasOnlyAskedAbout() {
        SWARM.createNetwork(new NetworkSpec(network, labels));
        SWARM.createService(everything(network + "-web"));
        SWARM.createService(TestSpecs.service(network + "-bare", network, labels, TestDocker.IMAGE));
        SWARM.scale(network + "-bare", 0);
        assertThat(SWARM.services(labels)).hasSize(2).noneMatch(ServiceState::altered);
        update(network + "-web", "--force");
        update(network + "-bare", "--update-parallelism", "3");
        assertThat(SWARM.services(labels)).noneMatch(ServiceState::altered);

        for (var options : List.of(
                List.of("--limit-memory", "48M"),
                List.of("--limit-cpu", "0.7"),
                List.of("--env-rm", "A"),
                List.of("--args", "sleep 1"),
                List.of("--image", "skerry-test/other:1", "--no-resolve-image"),
                List.of("--mount-rm", "/data"),
                List.of("--secret-rm", network + "-web-file"),
                List.of("--publish-add", "mode=host,target=9090,published=18084"),
                List.of("--no-healthcheck"),
                List.of("--stop-grace-period", "1h"),
                List.of("--restart-condition", "none"),
                List.of("--constraint-add", "node.role==worker"))) {
            update(network + "-web", options.toArray(String[]::new));
            assertThat(altered()).as("%s", options).containsExactly(network + "-web");
            SWARM.restoreService(everything(network + "-web"));
            assertThat(altered()).as("%s", options).isEmpty();
        }
    }

    private List<String> altered() {
        return SWARM.services(labels).stream()
                .filter(ServiceState::altered)
                .map(ServiceState::name)
                .toList();
    }

    /// With no task, so that its ports are free.
    private ServiceSpec everything(String name) {
        var second = Duration.ofSeconds(1);
        var rich = TestSpecs.rich(name, network, labels, TestDocker.IMAGE);
        var mounts = Stream.concat(rich.mounts().stream(), Stream.of(new HostPath("/tmp", "/host", false)))
                .toList();
        return new ServiceSpec(
                name,
                rich.image(),
                rich.arguments(),
                rich.environment(),
                labels,
                0,
                network,
                rich.aliases(),
                rich.resources(),
                mounts,
                List.of(
                        new PortSpec(8080, 18082, PortSpec.Protocol.TCP),
                        new PortSpec(8080, 18083, PortSpec.Protocol.UDP)),
                new HealthCommand(List.of("check", "it"), second, second, Duration.ofSeconds(30), 3),
                second);
    }

    @Test
    void leavesAVolumeAloneThatSomebodyElseMade() {
        var name = network + "-data";
        DOCKER.run(Call.post("make a volume", "volumes", "create")
                .json(Docker.JSON.createObjectNode().put("Name", name)));
        try {
            assertThatThrownBy(() -> startWith(List.of(new Volume(name, "/data", false, labels)), List.of("true")))
                    .hasMessageContaining(name);
        } finally {
            DOCKER.run(Call.delete("remove", "volumes", name));
        }
    }

    @Test
    void reachesTasksByTheAliasOfTheirService() {
        SWARM.createNetwork(new NetworkSpec(network, labels));
        SWARM.createService(TestSpecs.service(network + "-other", network, labels, TestDocker.IMAGE));
        awaitRunning(1);
        startWith(List.of(), List.of("ping", "-c", "1", "web"));

        awaitRunning(2);
    }

    @Test
    void takesALocalImageByItsId() {
        SWARM.createNetwork(new NetworkSpec(network, labels));
        var id = DOCKER.json(Call.get("inspect", "images", TestDocker.IMAGE, "json"))
                .path("Id")
                .asString();
        SWARM.createService(TestSpecs.service(network + "-web", network, labels, id));

        awaitRunning(1);
        assertThat(SWARM.services(labels).getFirst().image()).isEqualTo(id);
    }

    private void startWith(List<MountSpec> mounts, List<String> healthCommand) {
        var second = Duration.ofSeconds(1);
        SWARM.createNetwork(new NetworkSpec(network, labels));
        SWARM.createService(new ServiceSpec(
                network + "-web",
                TestDocker.IMAGE,
                List.of("sleep", "3600"),
                Map.of("A", "1"),
                labels,
                1,
                network,
                List.of("web"),
                new Resources(64L * 1024 * 1024, null, 500L, null),
                mounts,
                List.of(),
                new HealthCommand(healthCommand, second, second, Duration.ofSeconds(30), 3),
                second));
    }

    private void awaitRunning(int count) {
        assertThat(Polling.until(
                        LONG,
                        Cancellation.never(),
                        () -> SWARM.tasks(labels).stream()
                                        .filter(TaskState::isRunning)
                                        .count()
                                == count))
                .as("tasks: %s", SWARM.tasks(labels))
                .isTrue();
    }

    private Stream<JsonNode> secrets() {
        return DOCKER.json(Call.get("list", "secrets").labelled(labels)).valueStream();
    }
}
