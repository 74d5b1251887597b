package dev.skerry.docker;

import dev.skerry.docker.TaskState.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// A service of the fake Swarm: slots, each with its present task first and the ended ones behind.
final class FakeService {
    private static final int REMEMBERED = 5;
    private final String id;
    private ServiceSpec made;
    private ServiceSpec spec;
    private final IntSupplier numbers;
    private final List<List<TaskState>> slots = new ArrayList<>();

    FakeService(String id, ServiceSpec spec, IntSupplier numbers) {
        this.id = id;
        this.made = spec;
        this.spec = spec;
        this.numbers = numbers;
        scale(spec.replicas());
    }

    ServiceSpec spec() {
        return spec;
    }

    ServiceState state() {
        return new ServiceState(id, spec.name(), spec.labels(), spec.image(), slots.size(), !spec.equals(made));
    }

    /// Somebody gives its tasks another variable.
    void alter(String variable, String value) {
        var environment = new HashMap<>(spec.environment());
        environment.put(variable, value);
        update(new ServiceSpec(
                spec.name(),
                spec.image(),
                spec.arguments(),
                environment,
                spec.labels(),
                spec.replicas(),
                spec.network(),
                spec.aliases(),
                spec.resources(),
                spec.mounts(),
                spec.ports(),
                spec.healthCommand(),
                spec.stopGracePeriod()));
    }

    void restore(ServiceSpec wanted) {
        made = wanted;
        update(wanted);
        scale(wanted.replicas());
    }

    private void update(ServiceSpec wanted) {
        if (!wanted.equals(spec)) {
            spec = wanted;
            slots.forEach(slot -> replace(slot, Phase.ENDED, null, 0));
        }
    }

    void scale(int replicas) {
        while (slots.size() > replicas) {
            slots.removeLast();
        }
        while (slots.size() < replicas) {
            slots.add(new ArrayList<>(List.of(fresh(slots.size() + 1))));
        }
    }

    /// @return whether it is one of its tasks
    boolean kill(String taskId, int exitCode) {
        for (var slot : slots) {
            if (slot.getFirst().id().equals(taskId)) {
                replace(slot, Phase.FAILED, "task: non-zero exit (%d)".formatted(exitCode), exitCode);
                return true;
            }
        }
        return false;
    }

    /// What there is to see now; then time passes.
    List<TaskState> look(FakeBehaviour behaviour) {
        var seen = slots.stream().flatMap(List::stream).toList();
        slots.forEach(slot -> pass(slot, behaviour));
        return seen;
    }

    private void pass(List<TaskState> slot, FakeBehaviour behaviour) {
        var starting = slot.getFirst().observed() == Phase.STARTING;
        switch (behaviour) {
            case RUNS -> {
                if (starting) {
                    slot.set(0, changed(slot.getFirst(), Phase.RUNNING, Phase.RUNNING, null, null));
                }
            }
            case CRASHES -> {
                if (starting) {
                    slot.set(0, changed(slot.getFirst(), Phase.RUNNING, Phase.RUNNING, null, null));
                } else {
                    replace(slot, Phase.FAILED, "task: non-zero exit (3)", 3);
                }
            }
            case STAYS_STARTING -> {}
            case UNHEALTHY ->
                replace(slot, Phase.FAILED, "task: non-zero exit (137): dockerexec: unhealthy container", 137);
            case REJECTED -> replace(slot, Phase.REJECTED, "No such image: " + spec.image(), null);
        }
    }

    private void replace(List<TaskState> slot, Phase end, @Nullable String error, @Nullable Integer exitCode) {
        slot.set(0, changed(slot.getFirst(), Phase.ENDED, end, error, exitCode));
        slot.addFirst(fresh(slot.getFirst().slot()));
        while (slot.size() > REMEMBERED) {
            slot.removeLast();
        }
    }

    private TaskState fresh(int slot) {
        var number = numbers.getAsInt();
        var address = "10.0.%d.%d".formatted(number / 250, number % 250 + 2);
        return new TaskState(
                "task-" + number,
                spec.name(),
                spec.labels(),
                Phase.RUNNING,
                Phase.STARTING,
                Map.of(spec.network(), address),
                "container-" + number,
                "node-1",
                null,
                null,
                Instant.now(),
                slot);
    }

    private static TaskState changed(
            TaskState task, Phase desired, Phase observed, @Nullable String error, @Nullable Integer exitCode) {
        return new TaskState(
                task.id(),
                task.service(),
                task.labels(),
                desired,
                observed,
                task.addresses(),
                observed == Phase.REJECTED ? null : task.container(),
                task.node(),
                error,
                exitCode,
                Instant.now(),
                task.slot());
    }
}
