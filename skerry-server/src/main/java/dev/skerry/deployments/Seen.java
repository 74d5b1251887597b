package dev.skerry.deployments;

import dev.skerry.docker.Labels;
import dev.skerry.docker.ServiceState;
import dev.skerry.docker.TaskState;
import dev.skerry.docker.Workload;
import dev.skerry.router.BackendName;
import dev.skerry.router.ServerState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What Docker and the router say of one application.
///
/// @param servers of its backends; none of one the router does not know
record Seen(Workload workload, Function<BackendName, List<ServerState>> servers) {
    Optional<ServiceState> service(String name) {
        return workload.services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst();
    }

    List<TaskState> tasks(Generation generation) {
        var number = Integer.toString(generation.number());
        return workload.tasks().stream()
                .filter(task -> number.equals(task.labels().values().get(Labels.GENERATION)))
                .toList();
    }

    long running(String service) {
        return workload.tasks().stream()
                .filter(task -> task.service().equals(service))
                .filter(TaskState::isRunning)
                .count();
    }

    /// What is there of each application, by its id.
    static Map<String, Workload> byApplication(Workload all) {
        var services = group(all.services(), ServiceState::labels);
        var tasks = group(all.tasks(), TaskState::labels);
        var result = new HashMap<String, Workload>();
        services.forEach((application, own) ->
                result.put(application, new Workload(own, tasks.getOrDefault(application, List.of()))));
        return result;
    }

    private static <T> Map<String, List<T>> group(List<T> all, Function<T, Labels> labels) {
        var result = new HashMap<String, List<T>>();
        for (var one : all) {
            var application = labels.apply(one).values().get(Labels.APPLICATION);
            if (application != null) {
                result.computeIfAbsent(application, _ -> new ArrayList<>()).add(one);
            }
        }
        return result;
    }
}
