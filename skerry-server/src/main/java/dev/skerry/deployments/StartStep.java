package dev.skerry.deployments;

import dev.skerry.api.deployments.DeploymentStatus;

/// Starts the new generation beside the one that serves.
record StartStep(Generations generations) implements Step {
    @Override
    public String name() {
        return "start";
    }

    @Override
    public DeploymentStatus status() {
        return DeploymentStatus.DEPLOYING;
    }

    @Override
    public Result run(Attempt attempt) {
        var release = generations.release(attempt.deployment());
        var processes = String.join(", ", release.specification().processes().keySet());
        attempt.say(name(), "Starting release v%d: %s".formatted(release.version(), processes));
        generations.start(attempt);
        return new Result.Done("started " + processes);
    }
}
