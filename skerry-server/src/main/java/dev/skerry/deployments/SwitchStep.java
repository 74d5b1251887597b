package dev.skerry.deployments;

import dev.skerry.api.deployments.DeploymentStatus;

/// Sends new requests to the new generation, in one step of the router.
record SwitchStep(Generations generations) implements Step {
    @Override
    public String name() {
        return "switch";
    }

    @Override
    public DeploymentStatus status() {
        return DeploymentStatus.DEPLOYING;
    }

    @Override
    public Result run(Attempt attempt) {
        generations.makeLive(attempt);
        attempt.say(name(), "The new release gets all new requests; the old one finishes what it has");
        return new Result.Done("switched");
    }
}
