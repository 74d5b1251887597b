package dev.skerry.deployments;

import dev.skerry.docker.Labels;
import dev.skerry.docker.TaskState;
import dev.skerry.docker.TaskState.Phase;
import dev.skerry.router.ServerState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Decides whether a generation may serve. Pure.
final class HealthPolicy {
    /// A process that is not checked from outside counts as healthy once it has been up for so long: on a busy machine
    /// a
    /// runtime may need a second or two before the program has had its chance to fail.
    static final Duration STEADY = Duration.ofSeconds(4);

    /// A process that ended so many times will not come up.
    static final int TOO_MANY_ENDS = 3;

    private HealthPolicy() {}

    /// @param tasks of the generation, oldest first, ended ones included
    /// @param servers its web tasks as the router sees them
    record Observed(List<TaskState> tasks, List<ServerState> servers) {}

    /// What follows from what is seen.
    sealed interface Verdict {
        record Healthy() implements Verdict {}

        record Waiting(String reason) implements Verdict {}

        record Failed(String reason) implements Verdict {}
    }

    static Verdict judge(Release.Specification specification, Observed observed, Instant now) {
        var waiting = new ArrayList<String>();
        for (var process : specification.processes().entrySet()) {
            var verdict = judge(process, observed, now);
            switch (verdict) {
                case Verdict.Failed failed -> {
                    return failed;
                }
                case Verdict.Waiting wait -> waiting.add(wait.reason());
                case Verdict.Healthy _ -> {
                    // nothing to wait for
                }
            }
        }
        return waiting.isEmpty() ? new Verdict.Healthy() : new Verdict.Waiting(String.join("; ", waiting));
    }

    /// The task whose output says most about why a generation is not healthy: the last that ended, else a web task
    /// whose
    /// check does not pass.
    static Optional<TaskState> witness(Observed observed) {
        var started = observed.tasks().stream()
                .filter(task -> task.container() != null)
                .toList();
        return started.stream()
                .filter(HealthPolicy::hasEnded)
                .reduce((earlier, later) -> later)
                .or(() -> started.stream()
                        .filter(task -> GenerationPlanner.WEB.equals(
                                task.labels().values().get(Labels.PROCESS)))
                        .findFirst());
    }

    private static Verdict judge(
            Map.Entry<String, Release.ProcessSpecification> process, Observed observed, Instant now) {
        var name = process.getKey();
        var tasks = observed.tasks().stream()
                .filter(task -> name.equals(task.labels().values().get(Labels.PROCESS)))
                .toList();
        var ended = tasks.stream().filter(HealthPolicy::hasEnded).toList();
        if (ended.size() >= TOO_MANY_ENDS) {
            return new Verdict.Failed(
                    "the process %s ended %d times: %s".formatted(name, ended.size(), why(ended.getLast())));
        }
        var wanted = process.getValue().replicas();
        var running = tasks.stream().filter(TaskState::isRunning).toList();
        if (running.size() < wanted) {
            return new Verdict.Waiting("%s: %d of %d tasks run%s"
                    .formatted(
                            name,
                            running.size(),
                            wanted,
                            ended.isEmpty() ? whatHolds(tasks) : ", " + why(ended.getLast())));
        }
        return name.equals(GenerationPlanner.WEB)
                ? judgeServers(observed.servers(), wanted)
                : judgeSteadiness(name, running, now);
    }

    /// What Swarm says of a task that it cannot place: more memory reserved than there is, a port that is taken.
    private static String whatHolds(List<TaskState> tasks) {
        return tasks.stream()
                .filter(task -> task.observed() == Phase.PENDING)
                .map(TaskState::error)
                .filter(Objects::nonNull)
                .findFirst()
                .map(error -> ", " + error)
                .orElse("");
    }

    private static Verdict judgeServers(List<ServerState> servers, int wanted) {
        var up = servers.stream()
                .filter(server -> server.health() == ServerState.Health.UP)
                .count();
        if (up >= wanted) {
            return new Verdict.Healthy();
        }
        var checks = servers.stream()
                .filter(server -> server.health() == ServerState.Health.DOWN)
                .map(ServerState::lastCheck)
                .distinct()
                .toList();
        return new Verdict.Waiting("web: %d of %d tasks pass the health check%s"
                .formatted(up, wanted, checks.isEmpty() ? "" : " (" + String.join(", ", checks) + ")"));
    }

    private static Verdict judgeSteadiness(String name, List<TaskState> running, Instant now) {
        var steady =
                running.stream().allMatch(task -> !task.since().plus(STEADY).isAfter(now));
        return steady ? new Verdict.Healthy() : new Verdict.Waiting(name + ": waiting until it has run for a while");
    }

    static boolean hasEnded(TaskState task) {
        return switch (task.observed()) {
            case ENDED, FAILED, REJECTED -> true;
            case PENDING, STARTING, RUNNING -> false;
        };
    }

    static String why(TaskState task) {
        if (task.observed() == Phase.REJECTED) {
            return "rejected: " + Objects.requireNonNullElse(task.error(), "no reason given");
        }
        var code = task.exitCode();
        return code == null
                ? Objects.requireNonNullElse(task.error(), "no reason given")
                : "exit code %d%s".formatted(code, code == 137 ? " (killed, perhaps out of memory)" : "");
    }
}
