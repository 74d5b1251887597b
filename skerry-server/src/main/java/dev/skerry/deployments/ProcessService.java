package dev.skerry.deployments;

import dev.skerry.api.Page;
import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.deployments.ProcessView;
import dev.skerry.api.deployments.TaskView;
import dev.skerry.applications.Applications;
import dev.skerry.db.Database;
import dev.skerry.deployments.Generation.State;
import dev.skerry.docker.Labels;
import dev.skerry.docker.Swarm;
import dev.skerry.docker.TaskState;
import dev.skerry.kernel.Actor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Shows what runs.
final class ProcessService {
    private final Database database;
    private final Applications applications;
    private final ReleaseStore releases;
    private final Swarm swarm;
    private final GenerationPlanner planner;
    private final GenerationStore store = new GenerationStore();

    ProcessService(Generations.Parts parts) {
        this.database = parts.database();
        this.applications = parts.applications();
        this.releases = parts.releases();
        this.swarm = parts.swarm();
        this.planner = parts.planner();
    }

    /// A generation with its release.
    private record Present(Generation generation, Release release) {}

    Page<ProcessView> list(Actor actor, ApplicationInput input) {
        List<Present> present = database.read(handle -> {
            var application = applications.resolve(handle, actor.organization(), input.application());
            return store.of(handle, application).stream()
                    .map(generation -> new Present(
                            generation, releases.get(handle, generation.organization(), generation.release())))
                    .toList();
        });
        var processes = new TreeMap<String, List<TaskView>>();
        present.forEach(one -> one.release()
                .specification()
                .processes()
                .keySet()
                .forEach(process -> processes.putIfAbsent(process, new ArrayList<>())));
        present.forEach(one -> addTasks(one, processes));
        return Page.whole(processes.entrySet().stream()
                .map(process -> view(process.getKey(), process.getValue(), present))
                .toList());
    }

    private void addTasks(Present present, Map<String, List<TaskView>> processes) {
        var generation = present.generation();
        for (var task : swarm.tasks(planner.of(generation.application(), generation.number()))) {
            var process = task.labels().values().get(Labels.PROCESS);
            if (process != null) {
                processes.computeIfAbsent(process, _ -> new ArrayList<>()).add(view(task, present));
            }
        }
    }

    private static ProcessView view(String name, List<TaskView> tasks, List<Present> present) {
        var newest = present.stream()
                .filter(one -> one.release().specification().processes().containsKey(name))
                .max(Comparator.comparing((Present one) -> one.generation().state() == State.LIVE)
                        .thenComparingInt(one -> one.generation().number()))
                .orElseThrow();
        var own = newest.release().specification().processes().get(name);
        return new ProcessView(
                name,
                own == null ? List.of() : own.arguments(),
                newest.release().specification().replicas(name),
                (int) tasks.stream()
                        .filter(task -> task.state().equals("running"))
                        .count(),
                tasks.stream()
                        .sorted(Comparator.comparing(TaskView::since).reversed())
                        .toList());
    }

    private static TaskView view(TaskState task, Present present) {
        return new TaskView(
                task.id(),
                present.release().version(),
                present.generation().state().code(),
                task.observed().name().toLowerCase(Locale.ROOT),
                task.since(),
                task.node(),
                task.exitCode(),
                task.error());
    }
}
