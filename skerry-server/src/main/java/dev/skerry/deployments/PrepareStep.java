package dev.skerry.deployments;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.deployments.LogKind;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.api.values.ProcessName;
import dev.skerry.docker.ContainerSpec;
import dev.skerry.docker.ContainerWatch;
import dev.skerry.docker.ContainerWatch.Outcome;
import dev.skerry.docker.Labels;
import dev.skerry.docker.NetworkSpec;
import dev.skerry.docker.OutputLine;
import dev.skerry.docker.Swarm;
import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.SkerryException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the release phase: the `release` process of the new image, once, to its end, with the new configuration and in
/// the application's own network, before anything of the new generation starts. Migrations are what it is for, so it is
/// never begun twice, and only a cancellation or the deadline cuts it off: when the server stops or is killed the
/// container goes on, and whoever takes the deployment up again follows it.
///
/// @param isCancelled whether somebody asked for the end of the deployment
record PrepareStep(
        Generations generations,
        GenerationPlanner planner,
        Swarm swarm,
        ReleasePhases phases,
        Predicate<Deployment> isCancelled)
        implements Step {
    private static final Logger LOG = LoggerFactory.getLogger(PrepareStep.class);
    private static final Duration DEADLINE = Duration.ofMinutes(10);
    private static final Duration STOP_GRACE = Duration.ofSeconds(3);
    private static final String RELEASE = "release";

    @Override
    public String name() {
        return "prepare";
    }

    @Override
    public DeploymentStatus status() {
        return DeploymentStatus.DEPLOYING;
    }

    @Override
    public Result run(Attempt attempt) {
        if (!attempt.deployment().changesCodeOrConfiguration()) {
            return new Result.Done("it was run for this release before");
        }
        var release = generations.release(attempt.deployment());
        if (release.specification().releasePhase().isEmpty()) {
            return new Result.Done("there is no release phase");
        }
        try {
            return run(attempt, release);
        } catch (CancelledException e) {
            if (isCancelled.test(attempt.deployment())) {
                phases.remove(attempt.deployment().id());
            }
            throw e;
        } catch (SkerryException e) {
            removeAfter(e, attempt.deployment().id());
            throw e;
        }
    }

    private Result run(Attempt attempt, Release release) {
        var id = attempt.deployment().id();
        var network = planner.network(attempt.application().place().environment());
        var container = spec(attempt, release, network);
        var phase = phases.prepare(id, container.name());
        var log = new PhaseLog(attempt.log(), name());
        var outcome = phase.ended() != null ? phase.ended() : follow(attempt, container, phase, log);
        if (outcome instanceof Outcome.Ended ended) {
            phases.ended(id, ended);
        }
        phases.remove(id);
        requireSuccess(outcome, log.last);
        return new Result.Done("the release phase succeeded");
    }

    private Outcome follow(Attempt attempt, ContainerSpec container, ReleasePhaseStore.Phase phase, PhaseLog log) {
        var command = String.join(" ", container.arguments());
        if (phase.beganAt() == null && !hasBegun(container.name())) {
            attempt.say(name(), "Running the release phase: " + command);
            swarm.createNetwork(planner.network(attempt.application().place().environment()));
            phases.containers().start(container);
        } else {
            attempt.say(name(), "The release phase began before Skerry was restarted; following it: " + command);
        }
        var deadline = phases.began(attempt.deployment().id()).plus(DEADLINE);
        return new ContainerWatch(phases.containers(), phases.clock())
                .follow(container.name(), deadline, attempt.cancellation(), log);
    }

    /// A container that was made and not started has done nothing yet.
    private boolean hasBegun(String container) {
        return phases.containers()
                .find(container)
                .map(found -> found.running() || found.exitCode() != null)
                .orElse(false);
    }

    private static void requireSuccess(Outcome outcome, LastLines lastLines) {
        switch (outcome) {
            case Outcome.Ended(var code, var outOfMemory) when code == 0 && !outOfMemory -> {}
            case Outcome.Ended(var code, var outOfMemory) ->
                throw failed(lastLines.after(
                        "The release phase failed with exit code %d%s; nothing of the new release was started."
                                .formatted(code, outOfMemory ? " (out of memory)" : "")));
            case Outcome.Late() ->
                throw new SkerryException(
                        ErrorCode.DEADLINE_EXCEEDED,
                        lastLines.after("The release phase did not end within %d s and was stopped."
                                .formatted(DEADLINE.toSeconds())));
            case Outcome.NotBegun() ->
                throw failed("The release phase was not begun: somebody stopped its container. Deploy again.");
            case Outcome.Gone() ->
                throw failed(
                        "The container of the release phase is gone; whether it ran to its end is not known. Look, and deploy again.");
        }
    }

    private static SkerryException failed(String why) {
        return new SkerryException(ErrorCode.UNPROCESSABLE, why);
    }

    /// Where this fails too, the container goes with the leftovers.
    private void removeAfter(SkerryException failure, DeploymentId deployment) {
        try {
            phases.remove(deployment);
        } catch (SkerryException e) {
            LOG.warn("The release phase of {} is not removed yet: {}", deployment, e.getMessage());
            failure.addSuppressed(e);
        }
    }

    private ContainerSpec spec(Attempt attempt, Release release, NetworkSpec network) {
        var deployment = attempt.deployment();
        var name = GenerationPlanner.serviceName(deployment.application(), RELEASE, deployment.number());
        return new ContainerSpec(
                name,
                release.image(),
                release.specification().releasePhase(),
                null,
                planner.environment(attempt.application(), release, RELEASE),
                planner.of(deployment.application(), deployment.number())
                        .with(Labels.DEPLOYMENT, deployment.id().toString()),
                List.of(network.name()),
                List.of(),
                planner.mounts(attempt.application(), release, name),
                List.of(),
                null,
                ReleasePlanner.resources(attempt.application().settings().process(new ProcessName(RELEASE))),
                ContainerSpec.Restart.NEVER,
                STOP_GRACE);
    }

    /// Its lines in the deployment's log, and the last of them.
    private static final class PhaseLog implements ContainerWatch.Log {
        private final DeploymentLog log;
        private final String source;
        private final LastLines last = new LastLines();
        private long heard;

        PhaseLog(DeploymentLog log, String source) {
            this.log = log;
            this.source = source;
            this.heard = log.outputs(source);
        }

        @Override
        public long heard() {
            return heard;
        }

        @Override
        public void add(OutputLine line) {
            heard++;
            var kind = line.stream() == OutputLine.Stream.STDERR ? LogKind.ERROR_OUTPUT : LogKind.OUTPUT;
            log.append(source, line.text(), kind, null);
            last.add(line.text());
        }
    }
}
