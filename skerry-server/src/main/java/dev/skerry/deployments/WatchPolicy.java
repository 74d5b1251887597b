package dev.skerry.deployments;

import dev.skerry.docker.Labels;
import dev.skerry.router.ServerState;
import java.time.Duration;
import java.time.Instant;

/// Decides, while the generation before stands by, whether the one that serves has proved itself. Pure.
final class WatchPolicy {
    /// One end may be bad luck, and Swarm starts the task again.
    static final int TOO_MANY_ENDS = 2;

    private WatchPolicy() {}

    /// What follows from what is seen.
    sealed interface Verdict {
        record Passed() implements Verdict {}

        record Watching() implements Verdict {}

        record Failed(String reason) implements Verdict {}
    }

    /// @param since when it began to serve
    /// @param window for how long it is watched
    static Verdict judge(
            Release.Specification specification,
            HealthPolicy.Observed observed,
            Instant since,
            Instant now,
            Duration window) {
        for (var process : specification.processes().keySet()) {
            var ended = observed.tasks().stream()
                    .filter(task -> process.equals(task.labels().values().get(Labels.PROCESS)))
                    .filter(HealthPolicy::hasEnded)
                    .filter(task -> task.since().isAfter(since))
                    .toList();
            if (ended.size() >= TOO_MANY_ENDS) {
                return new Verdict.Failed("the process %s ended %d times after it had begun to serve: %s"
                        .formatted(process, ended.size(), HealthPolicy.why(ended.getLast())));
            }
        }
        if (isDown(specification, observed)) {
            return new Verdict.Failed("no task of the process web passed the health check any more");
        }
        return since.plus(window).isAfter(now) ? new Verdict.Watching() : new Verdict.Passed();
    }

    private static boolean isDown(Release.Specification specification, HealthPolicy.Observed observed) {
        return specification.replicas(GenerationPlanner.WEB) > 0
                && observed.servers().stream().noneMatch(server -> server.health() == ServerState.Health.UP);
    }
}
