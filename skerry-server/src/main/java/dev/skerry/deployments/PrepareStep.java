package dev.skerry.deployments;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.docker.Containers;
import dev.skerry.docker.Labels;
import dev.skerry.docker.NetworkSpec;
import dev.skerry.docker.Resources;
import dev.skerry.docker.RunSpec;
import dev.skerry.docker.Swarm;
import dev.skerry.kernel.SkerryException;
import java.time.Duration;

/// Runs the release phase: the `release` process of the new image, once, to its end, with the new configuration and in
/// the
/// application's own network, before anything of the new generation starts. Migrations are what it is for.
record PrepareStep(Generations generations, GenerationPlanner planner, Swarm swarm, Containers containers)
        implements Step {
    private static final Duration DEADLINE = Duration.ofMinutes(10);
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
        var network = planner.network(attempt.application().place().environment());
        swarm.createNetwork(network);
        attempt.say(
                name(),
                "Running the release phase: "
                        + String.join(" ", release.specification().releasePhase()));
        var lastLines = new LastLines();
        var result = containers.run(spec(attempt, release, network), attempt.cancellation(), line -> {
            attempt.say(name(), line.text());
            lastLines.add(line.text());
        });
        if (!result.succeeded()) {
            throw new SkerryException(
                    ErrorCode.UNPROCESSABLE,
                    lastLines.after(
                            "The release phase failed with exit code %d%s; nothing of the new release was started."
                                    .formatted(result.exitCode(), result.outOfMemory() ? " (out of memory)" : "")));
        }
        return new Result.Done("the release phase succeeded");
    }

    private RunSpec spec(Attempt attempt, Release release, NetworkSpec network) {
        var deployment = attempt.deployment();
        var serviceName = GenerationPlanner.serviceName(deployment.application(), RELEASE, deployment.number());
        return new RunSpec(
                serviceName,
                release.image(),
                release.specification().releasePhase(),
                planner.environment(attempt.application(), release, RELEASE),
                planner.of(deployment.application(), deployment.number())
                        .with(Labels.DEPLOYMENT, deployment.id().toString()),
                network.name(),
                planner.mounts(attempt.application(), release, serviceName),
                Resources.UNLIMITED,
                DEADLINE);
    }
}
