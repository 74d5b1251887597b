package dev.skerry.deployments;

import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.api.values.GitRef;
import dev.skerry.applications.Application;
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
/// @param base the release whose image and processes it takes instead of building
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
        @Nullable UUID base,
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
        /// Somebody wants the settings as they are now, with the image that serves.
        REDEPLOY,
        /// Somebody wants an earlier release back.
        ROLLBACK,
        /// Somebody wants fresh tasks of the release that serves.
        RESTART,
        /// Somebody wants back the release that was stopped.
        START,
        /// Somebody wants more or fewer tasks.
        SCALE
    }

    /// What is asked for, before anything is known.
    ///
    /// @param given the release that is to become live, where there is one already
    /// @param base see `Deployment.base`
    record Wanted(
            Cause cause,
            @Nullable GitRef ref,
            boolean forced,
            @Nullable Release given,
            @Nullable UUID base) {}

    /// One that waits for its turn.
    static Deployment pending(
            DeploymentId id, Application application, int number, Wanted wanted, UUID createdBy, Instant now) {
        var given = wanted.given();
        return new Deployment(
                id,
                application.organization(),
                application.id(),
                number,
                DeploymentStatus.PENDING,
                wanted.cause(),
                wanted.ref(),
                wanted.forced(),
                given == null ? null : given.commit(),
                given == null ? null : given.image(),
                given == null ? null : given.id(),
                wanted.base(),
                null,
                null,
                createdBy,
                now,
                null,
                null);
    }

    /// Whether there is nothing to fetch and to build.
    boolean takesWhatIsThere() {
        return release != null || base != null;
    }

    /// Whether the release phase is due: it was run for the release that serves.
    boolean changesCodeOrConfiguration() {
        return switch (cause) {
            case DEPLOY, REDEPLOY, ROLLBACK -> true;
            case RESTART, START, SCALE -> false;
        };
    }
}
