package dev.skerry.api.deployments;

import dev.skerry.api.values.DeploymentId;

/// Names a deployment.
public record DeploymentInput(DeploymentId deployment) {}
