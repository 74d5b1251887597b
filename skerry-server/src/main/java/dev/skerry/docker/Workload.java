package dev.skerry.docker;

import java.util.List;

/// Services and their tasks.
public record Workload(List<ServiceState> services, List<TaskState> tasks) {
    public static final Workload NONE = new Workload(List.of(), List.of());

    public Workload {
        services = List.copyOf(services);
        tasks = List.copyOf(tasks);
    }
}
