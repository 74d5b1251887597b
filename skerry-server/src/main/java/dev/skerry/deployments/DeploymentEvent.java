package dev.skerry.deployments;

import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.events.News;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.events.Watched;
import dev.skerry.kernel.OrganizationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happens to deployments.
public sealed interface DeploymentEvent extends Watched {
    /// A deployment has come to a status.
    ///
    /// @param error why it failed or was cancelled
    record StatusChanged(
            OrganizationId organization,
            UUID application,
            DeploymentId deployment,
            int number,
            DeploymentStatus status,
            @Nullable String error)
            implements DeploymentEvent {
        static StatusChanged of(Deployment deployment, DeploymentStatus status, @Nullable String error) {
            return new StatusChanged(
                    deployment.organization(),
                    deployment.application(),
                    deployment.id(),
                    deployment.number(),
                    status,
                    error);
        }

        @Override
        public News news() {
            return new News.DeploymentChanged(application, deployment, number, status, error);
        }
    }

    /// A step has begun or ended.
    ///
    /// @param status running, done, failed or cancelled
    record StepChanged(
            OrganizationId organization,
            UUID application,
            DeploymentId deployment,
            String step,
            String status,
            @Nullable String detail)
            implements DeploymentEvent {
        static StepChanged of(Deployment deployment, String step, String status, @Nullable String detail) {
            return new StepChanged(
                    deployment.organization(), deployment.application(), deployment.id(), step, status, detail);
        }

        @Override
        public News news() {
            return new News.StepChanged(application, deployment, step, status, detail);
        }
    }
}
