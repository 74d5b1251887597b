package dev.skerry.deployments;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.docker.Containers;
import dev.skerry.docker.LogQuery;
import dev.skerry.docker.TaskState;
import dev.skerry.kernel.SkerryException;
import dev.skerry.router.Router;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// Waits until every process of the new generation is healthy: web tasks by the router's own checks, the others by
/// staying up.
record HealthStep(Generations generations, Router router, Containers containers, InstantSource clock) implements Step {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "health";
    }

    @Override
    public DeploymentStatus status() {
        return DeploymentStatus.DEPLOYING;
    }

    @Override
    public Result run(Attempt attempt) {
        var release = generations.release(attempt.deployment());
        var start = clock.instant();
        var timing = release.specification().healthCheck().timing();
        var deadline = start.plusSeconds(timing.startPeriod().value()).plus(PATIENCE);
        var said = "";
        while (true) {
            attempt.cancellation().check();
            var observed = observe(attempt, release);
            var verdict = HealthPolicy.judge(release.specification(), observed, clock.instant());
            switch (verdict) {
                case HealthPolicy.Verdict.Healthy _ -> {
                    attempt.say(name(), "Every process is healthy");
                    return new Result.Done("healthy");
                }
                case HealthPolicy.Verdict.Failed failed -> throw failure(attempt, observed, failed.reason());
                case HealthPolicy.Verdict.Waiting waiting -> {
                    said = sayOnce(attempt, said, waiting.reason());
                    if (clock.instant().isAfter(deadline)) {
                        throw failure(
                                attempt,
                                observed,
                                "it did not become healthy within its start period: " + waiting.reason());
                    }
                }
            }
            attempt.cancellation().sleep(POLL);
        }
    }

    private HealthPolicy.Observed observe(Attempt attempt, Release release) {
        var application = attempt.application();
        var number = attempt.deployment().number();
        var tasks = generations.tasks(application, number).stream()
                .sorted(Comparator.comparing(TaskState::since))
                .toList();
        if (!release.specification().serves()) {
            return new HealthPolicy.Observed(tasks, List.of());
        }
        var backend = GenerationPlanner.backend(application.id());
        var servers = generations.servers(attempt, release.specification(), tasks);
        generations.stage(application, servers);
        var states = router.servers(backend).stream()
                .filter(state -> servers.contains(state.address()))
                .toList();
        return new HealthPolicy.Observed(tasks, states);
    }

    private String sayOnce(Attempt attempt, String said, String reason) {
        if (!reason.equals(said)) {
            attempt.say(name(), reason);
        }
        return reason;
    }

    private SkerryException failure(Attempt attempt, HealthPolicy.Observed observed, String reason) {
        var sentence = "The new release does not run: %s.".formatted(reason);
        var message = HealthPolicy.witness(observed)
                .map(witness -> lastLines(attempt, witness).after(sentence))
                .orElse(sentence);
        return new SkerryException(ErrorCode.UNPROCESSABLE, message);
    }

    /// Of a container on another machine, or one that is gone, there is nothing to tell.
    private LastLines lastLines(Attempt attempt, TaskState witness) {
        var lines = new LastLines();
        try {
            containers.logs(
                    Objects.requireNonNull(witness.container()),
                    LogQuery.lastLines(LastLines.KEPT),
                    attempt.cancellation(),
                    line -> lines.add(line.text()));
        } catch (SkerryException e) {
            lines.add("(they cannot be read: %s)".formatted(e.getMessage()));
        }
        return lines;
    }
}
