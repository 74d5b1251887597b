package dev.skerry.api.deployments;

import dev.skerry.api.values.DeploymentId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One attempt to make a release live.
///
/// @param number counts an application's deployments from 1
/// @param trigger what asked for it: deploy, redeploy, rollback, restart, start, scale
/// @param error why it failed, with the last lines of what failed
/// @param canary once it has got requests as a canary
/// @param waitsFor while it is pending, what keeps the server from beginning any further deployment now
public record DeploymentView(
        DeploymentId id,
        String application,
        int number,
        DeploymentStatus status,
        String trigger,
        @Nullable String commit,
        @Nullable Integer release,
        @Nullable String error,
        List<StepView> steps,
        @Nullable CanaryView canary,
        @Nullable String waitsFor,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {
    public DeploymentView {
        steps = List.copyOf(steps);
    }
}
