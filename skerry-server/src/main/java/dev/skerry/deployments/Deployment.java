package dev.skerry.deployments;

import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.api.values.GitRef;
import dev.skerry.kernel.OrganizationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One attempt to make a release of an application live.
///
/// @param number counts an application's deployments; also the number of the generation it starts
/// @param ref instead of the one in the application's source
/// @param forced deploys even when nothing changed
/// @param commit what was checked out, once known
/// @param image what was built or resolved, pinned, once known
/// @param release what is to become live, once recorded; given from the start for a rollback
/// @param cancelReason set as soon as somebody wants it stopped
public record Deployment(
        DeploymentId id,
        OrganizationId organization,
        UUID application,
        int number,
        DeploymentStatus status,
        Cause cause,
        @Nullable GitRef ref,
        boolean forced,
        @Nullable String commit,
        @Nullable String image,
        @Nullable UUID release,
        @Nullable String error,
        @Nullable String cancelReason,
        UUID createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {
    /// What asked for it.
    public enum Cause {
        /// Somebody wants the source as it is now.
        DEPLOY,
        /// Somebody wants an earlier release back.
        ROLLBACK
    }
}
