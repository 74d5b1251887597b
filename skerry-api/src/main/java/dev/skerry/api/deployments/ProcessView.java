package dev.skerry.api.deployments;

import java.util.List;

/// A process type as it runs now.
///
/// @param command empty where the image's own runs
/// @param replicas how many tasks should run
/// @param running how many do
/// @param tasks newest first; ended ones as long as the engine remembers them
public record ProcessView(String name, List<String> command, int replicas, int running, List<TaskView> tasks) {
    public ProcessView {
        command = List.copyOf(command);
        tasks = List.copyOf(tasks);
    }
}
