package dev.skerry.docker;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Containers in memory. What a one-off run says and how it ends is told by image (`script`); containers that stay
/// run until they are told otherwise.
public final class FakeContainers implements Containers {
    /// What a run of an image does.
    ///
    /// @param hangs whether it goes on until it is cancelled or late
    public record Script(List<OutputLine> lines, RunResult result, boolean hangs) {
        public static final Script SUCCEEDS = new Script(List.of(), new RunResult(0, false), false);
    }

    private final Map<String, FakeContainer> containers = new LinkedHashMap<>();
    private final Map<String, Script> scripts = new HashMap<>();
    private final List<RunSpec> runs = new ArrayList<>();
    private final Map<String, Labels> volumes = new HashMap<>();
    private int addresses = 1;

    public synchronized void script(String image, Script script) {
        scripts.put(image, script);
    }

    /// The runs so far, in order.
    public synchronized List<RunSpec> runs() {
        return List.copyOf(runs);
    }

    /// A container that somebody else made.
    public synchronized void putForeign(String name) {
        containers.put(name, new FakeContainer(name, new Labels(Map.of()), ContainerSpec.Restart.NEVER));
    }

    /// Ends a container as if its process had died.
    public synchronized void die(String name, int exitCode) {
        get(name).end(exitCode);
    }

    @Override
    public RunResult run(RunSpec run, Cancellation cancellation, Consumer<OutputLine> lines) {
        cancellation.check();
        var script = begin(run);
        try {
            script.lines().forEach(lines);
            if (script.hangs()) {
                cancellation.sleep(run.deadline());
                throw new SkerryException(
                        ErrorCode.DEADLINE_EXCEEDED,
                        "'%s' did not end within %d s and was stopped."
                                .formatted(run.image(), run.deadline().toSeconds()));
            }
            return script.result();
        } finally {
            end(run.name());
        }
    }

    @Override
    public synchronized void start(ContainerSpec container) {
        var found = containers.get(container.name());
        for (var mount : container.mounts()) {
            if (mount instanceof MountSpec.Volume volume) {
                volumes.putIfAbsent(volume.name(), volume.labels());
            }
        }
        if (found == null) {
            found = new FakeContainer(container.name(), container.labels(), container.restart());
            containers.put(container.name(), found);
            for (var network : container.networks()) {
                found.connect(network, "10.9.0." + addresses++);
            }
        }
        Ownership.requireSame("container", container.name(), found.labels(), container.labels());
        found.start(scripts.getOrDefault(container.image(), Script.SUCCEEDS).lines());
    }

    @Override
    public synchronized Optional<ContainerState> find(String name) {
        return Optional.ofNullable(containers.get(name)).map(FakeContainer::state);
    }

    @Override
    public synchronized List<ContainerState> list(Labels labels) {
        return containers.values().stream()
                .filter(container -> container.labels().matches(labels))
                .map(FakeContainer::state)
                .toList();
    }

    @Override
    public synchronized void remove(String name) {
        var found = containers.get(name);
        if (found != null) {
            Ownership.requireOurs("container", name, found.labels());
            containers.remove(name);
        }
    }

    @Override
    public synchronized boolean removeVolume(String name, Labels own) {
        var labels = volumes.get(name);
        if (labels == null) {
            return false;
        }
        Ownership.requireSameInstance("volume", name, labels, own);
        return volumes.remove(name) != null;
    }

    @Override
    public synchronized void connect(String container, String network, List<String> aliases) {
        ours(container).connect(network, "10.9.0." + addresses++);
    }

    @Override
    public synchronized void disconnect(String container, String network) {
        ours(container).disconnect(network);
    }

    @Override
    public synchronized void signal(String container, String signal) {
        var found = ours(container);
        if (!found.state().running()) {
            throw new SkerryException(ErrorCode.CONFLICT, "The container '%s' is not running.".formatted(container));
        }
        found.end(signal.equals("KILL") ? 137 : 143);
    }

    @Override
    public void logs(String container, LogQuery query, Cancellation cancellation, Consumer<OutputLine> lines) {
        var there = lines(container);
        var since = query.since();
        var wanted = there.stream()
                .filter(line -> since == null || !line.time().isBefore(since))
                .toList();
        var tail = query.tail();
        wanted.subList(tail == null ? 0 : Math.max(0, wanted.size() - tail), wanted.size())
                .forEach(lines);
        var end = Instant.now().plus(query.deadline());
        while (query.follow() && runs(container) && Instant.now().isBefore(end)) {
            cancellation.sleep(Duration.ofMillis(10));
        }
    }

    private synchronized Script begin(RunSpec run) {
        var left = containers.get(run.name());
        if (left != null) {
            Ownership.requireSame("container", run.name(), left.labels(), run.labels());
        }
        runs.add(run);
        containers.put(run.name(), new FakeContainer(run.name(), run.labels(), ContainerSpec.Restart.NEVER));
        return scripts.getOrDefault(run.image(), Script.SUCCEEDS);
    }

    private synchronized void end(String name) {
        containers.remove(name);
    }

    private synchronized List<OutputLine> lines(String container) {
        return get(container).lines();
    }

    private synchronized boolean runs(String container) {
        return find(container).map(ContainerState::running).orElse(false);
    }

    private FakeContainer ours(String container) {
        var found = get(container);
        Ownership.requireOurs("container", container, found.labels());
        return found;
    }

    private FakeContainer get(String name) {
        return Optional.ofNullable(containers.get(name)).orElseThrow(() -> SkerryException.notFound("container", name));
    }
}
