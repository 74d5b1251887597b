package dev.skerry.api.deployments;

import dev.skerry.api.values.DeploymentId;
import dev.skerry.api.values.LogOffset;
import org.jspecify.annotations.Nullable;

/// Reads the log of a deployment from its beginning, or after an offset, until the deployment ends.
public record FollowLog(DeploymentId deployment, @Nullable LogOffset after) {}
