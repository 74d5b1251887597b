package dev.skerry.docker;

import dev.skerry.api.ErrorCode;
import dev.skerry.docker.MountSpec.FileContent;
import dev.skerry.docker.MountSpec.Volume;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The containers of a Docker engine.
public final class DockerContainers implements Containers {
    private static final Duration REMOVAL = Duration.ofSeconds(60);
    private final Docker docker;
    private final LogCalls logs;

    public DockerContainers(Docker docker) {
        this.docker = docker;
        this.logs = new LogCalls(docker);
    }

    @Override
    public RunResult run(RunSpec run, Cancellation cancellation, Consumer<OutputLine> lines) {
        cancellation.check();
        var end = System.nanoTime() + run.deadline().toNanos();
        find(run.name()).ifPresent(left -> {
            Ownership.requireSame("container", run.name(), left.labels(), run.labels());
            kill(run.name());
        });
        try {
            create(run.name(), ContainerDocument.of(run), run.mounts());
            begin(run.name());
            var heard = new AtomicInteger();
            logs.read(run.name(), LogQuery.all().follow(left(end)), cancellation, line -> {
                heard.incrementAndGet();
                lines.accept(line);
            });
            cancellation.check();
            var code = docker.stream(
                            Call.post("wait for container '%s'".formatted(run.name()), "containers", run.name(), "wait")
                                    .within(left(end)),
                            cancellation,
                            answer -> Docker.JSON.readTree(answer.body().readAllBytes()))
                    .path("StatusCode")
                    .asInt(-1);
            tellRest(run.name(), heard.get(), cancellation, lines);
            return new RunResult(code, get(run.name()).outOfMemory());
        } catch (SkerryException e) {
            throw e.code() == ErrorCode.DEADLINE_EXCEEDED ? late(run, e) : e;
        } finally {
            kill(run.name());
        }
    }

    /// Following a log may end before the engine has taken the last lines of a container that ended quickly.
    private void tellRest(String name, int heard, Cancellation cancellation, Consumer<OutputLine> lines) {
        var all = new AtomicInteger();
        logs.read(name, LogQuery.all(), cancellation, line -> {
            if (all.incrementAndGet() > heard) {
                lines.accept(line);
            }
        });
    }

    @Override
    public void start(ContainerSpec container) {
        var found = find(container.name());
        if (found.isPresent()) {
            Ownership.requireSame("container", container.name(), found.get().labels(), container.labels());
        } else {
            create(container.name(), ContainerDocument.of(container), container.mounts());
        }
        container.networks().stream().skip(1).forEach(network -> connect(container.name(), network, List.of()));
        begin(container.name());
    }

    @Override
    public Optional<ContainerState> find(String name) {
        // By the whole name: the engine also takes the beginning of an id for one.
        return inspect(name)
                .map(ContainerReading::of)
                .filter(container ->
                        container.name().equals(name) || container.id().equals(name));
    }

    @Override
    public List<ContainerState> list(Labels labels) {
        return docker.json(Call.get("list containers", "containers", "json")
                        .query("all", "true")
                        .labelled(labels))
                .valueStream()
                .flatMap(container -> find(container.path("Id").asString("")).stream())
                .toList();
    }

    @Override
    public void remove(String name) {
        var found = inspect(name);
        if (found.isEmpty()) {
            return;
        }
        Ownership.requireOurs(
                "container", name, ContainerReading.of(found.get()).labels());
        var grace = found.get().path("Config").path("StopTimeout").asInt(10);
        ifThere(Call.post("stop container '%s'".formatted(name), "containers", name, "stop")
                .within(REMOVAL.plusSeconds(grace)));
        kill(name);
    }

    @Override
    public void connect(String container, String network, List<String> aliases) {
        var found = get(container);
        Ownership.requireOurs("container", container, found.labels());
        if (isIn(found, network)) {
            return;
        }
        var document = Docker.JSON.createObjectNode().put("Container", found.id());
        document.putObject("EndpointConfig").set("Aliases", ServiceDocument.list(aliases));
        docker.run(Call.post(
                        "connect container '%s' to network '%s'".formatted(container, network),
                        "networks",
                        network,
                        "connect")
                .json(document));
    }

    @Override
    public void disconnect(String container, String network) {
        var found = get(container);
        Ownership.requireOurs("container", container, found.labels());
        if (isIn(found, network)) {
            ifThere(Call.post(
                            "disconnect container '%s' from network '%s'".formatted(container, network),
                            "networks",
                            network,
                            "disconnect")
                    .json(Docker.JSON
                            .createObjectNode()
                            .put("Container", found.id())
                            .put("Force", true)));
        }
    }

    @Override
    public void signal(String container, String signal) {
        Ownership.requireOurs("container", container, get(container).labels());
        docker.run(
                Call.post("send SIG%s to container '%s'".formatted(signal, container), "containers", container, "kill")
                        .query("signal", "SIG" + signal));
    }

    @Override
    public void logs(String container, LogQuery query, Cancellation cancellation, Consumer<OutputLine> lines) {
        logs.read(container, query, cancellation, lines);
    }

    @Override
    public boolean removeVolume(String name, Labels own) {
        return Volumes.remove(docker, name, own);
    }

    private void create(String name, ObjectNode document, List<MountSpec> mounts) {
        mounts.forEach(this::requireOurVolume);
        docker.run(Call.post("make container '%s'".formatted(name), "containers", "create")
                .query("name", name)
                .json(document));
        var files = new HashMap<String, byte[]>();
        for (var mount : mounts) {
            if (mount instanceof FileContent file) {
                files.put(file.target().substring(1), file.content().reveal().getBytes(StandardCharsets.UTF_8));
            }
        }
        if (!files.isEmpty()) {
            docker.run(Call.put("write files into container '%s'".formatted(name), "containers", name, "archive")
                    .query("path", "/")
                    .tar(new ByteArrayInputStream(Tar.of(files))));
        }
    }

    /// Starting what runs is no failure (status 304).
    private void begin(String name) {
        docker.run(Call.post("start container '%s'".formatted(name), "containers", name, "start")
                .within(REMOVAL));
    }

    private void kill(String name) {
        ifThere(Call.delete("remove container '%s'".formatted(name), "containers", name)
                .query("force", "true")
                .query("v", "true")
                .within(REMOVAL));
    }

    private void ifThere(Call call) {
        try {
            docker.run(call);
        } catch (SkerryException e) {
            if (e.code() != ErrorCode.NOT_FOUND && !e.getMessage().contains("already in progress")) {
                throw e;
            }
        }
    }

    private void requireOurVolume(MountSpec mount) {
        if (mount instanceof Volume volume) {
            Volumes.requireOurs(docker, volume);
        }
    }

    private Optional<JsonNode> inspect(String name) {
        return docker.find(Call.get("inspect container '%s'".formatted(name), "containers", name, "json"));
    }

    private ContainerState get(String name) {
        return find(name).orElseThrow(() -> SkerryException.notFound("container", name));
    }

    private boolean isIn(ContainerState container, String network) {
        return inspect(container.id())
                .map(found -> found.path("NetworkSettings").path("Networks").has(network))
                .orElse(false);
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
    }

    private static SkerryException late(RunSpec run, SkerryException cause) {
        return new SkerryException(
                ErrorCode.DEADLINE_EXCEEDED,
                "'%s' did not end within %d s and was stopped."
                        .formatted(
                                run.arguments().isEmpty() ? run.image() : String.join(" ", run.arguments()),
                                run.deadline().toSeconds()),
                cause);
    }
}
