package dev.skerry.logs;

import dev.skerry.docker.Labels;
import dev.skerry.docker.Swarm;
import dev.skerry.docker.TaskState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Calls the tasks of one service by process, number among its kind, and the first letters of the id: `web.1.k3f9`.
final class TaskNames implements UnaryOperator<String> {
    private static final int LETTERS = 4;
    private static final int REMEMBERED = 500;

    private final Swarm swarm;
    private final Labels service;
    private final String process;
    private final Map<String, String> names = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    /// @param service labels that only the service's tasks carry
    TaskNames(Swarm swarm, Labels service, String process) {
        this.swarm = swarm;
        this.service = service;
        this.process = process;
    }

    @Override
    public String apply(String task) {
        if (!names.containsKey(task)) {
            swarm.tasks(service).forEach(state -> names.put(state.id(), name(state)));
        }
        // One that Swarm does not remember any more has no number.
        return names.computeIfAbsent(task, id -> process + "." + letters(id));
    }

    private String name(TaskState task) {
        return "%s.%d.%s".formatted(process, task.slot(), letters(task.id()));
    }

    private static String letters(String id) {
        return id.isEmpty() ? "unknown" : id.substring(0, Math.min(LETTERS, id.length()));
    }
}
