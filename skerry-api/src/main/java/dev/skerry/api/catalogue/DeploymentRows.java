package dev.skerry.api.catalogue;

import static dev.skerry.api.Operation.operation;

import dev.skerry.api.Effect;
import dev.skerry.api.Feed;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.Page;
import dev.skerry.api.Permission;
import dev.skerry.api.Scope;
import dev.skerry.api.deployments.Deploy;
import dev.skerry.api.deployments.DeploymentInput;
import dev.skerry.api.deployments.DeploymentView;
import dev.skerry.api.deployments.FollowLog;
import dev.skerry.api.deployments.ListDeployments;
import dev.skerry.api.deployments.ListReleases;
import dev.skerry.api.deployments.LogLine;
import dev.skerry.api.deployments.ReleaseView;
import dev.skerry.api.deployments.RollBack;

/// Deployments and releases.
public final class DeploymentRows {
    public static final Operation<Deploy, DeploymentView> DEPLOY = operation(
                    "applications.deploy", Permission.APPLICATION_DEPLOY, Scope.APPLICATION, Effect.WRITE)
            .post("/api/applications/{application}/deploy")
            .accepts()
            .takes(Deploy.class, Output.one(DeploymentView.class))
            .says("Builds the application's source and makes it live", "apps deploy", "application");

    public static final Operation<RollBack, DeploymentView> ROLL_BACK = operation(
                    "applications.rollback", Permission.APPLICATION_DEPLOY, Scope.APPLICATION, Effect.WRITE)
            .post("/api/applications/{application}/rollback")
            .accepts()
            .takes(RollBack.class, Output.one(DeploymentView.class))
            .says("Makes an earlier release live again, image and configuration", "apps rollback", "application");

    public static final Operation<ListReleases, Page<ReleaseView>> LIST_RELEASES = operation(
                    "releases.list", Permission.APPLICATION_READ, Scope.APPLICATION, Effect.READ)
            .get("/api/applications/{application}/releases")
            .takes(ListReleases.class, Output.page(ReleaseView.class))
            .says("Lists an application's releases, newest first", "releases list", "application");

    public static final Operation<ListDeployments, Page<DeploymentView>> LIST = operation(
                    "deployments.list", Permission.APPLICATION_READ, Scope.ORGANIZATION, Effect.READ)
            .get("/api/deployments")
            .takes(ListDeployments.class, Output.page(DeploymentView.class))
            .says("Lists deployments, newest first", "deployments list");

    public static final Operation<DeploymentInput, DeploymentView> GET = operation(
                    "deployments.get", Permission.APPLICATION_READ, Scope.DEPLOYMENT, Effect.READ)
            .get("/api/deployments/{deployment}")
            .takes(DeploymentInput.class, Output.one(DeploymentView.class))
            .says("Shows a deployment and its steps", "deployments get", "deployment");

    public static final Operation<DeploymentInput, DeploymentView> CANCEL = operation(
                    "deployments.cancel", Permission.APPLICATION_DEPLOY, Scope.DEPLOYMENT, Effect.WRITE)
            .post("/api/deployments/{deployment}/cancel")
            .takes(DeploymentInput.class, Output.one(DeploymentView.class))
            .says("Stops a deployment that has not ended", "deployments cancel", "deployment");

    public static final Operation<FollowLog, Feed<LogLine>> LOG = operation(
                    "deployments.log", Permission.APPLICATION_READ, Scope.DEPLOYMENT, Effect.READ)
            .get("/api/deployments/{deployment}/log")
            .takes(FollowLog.class, Output.stream(LogLine.class))
            .says("Follows a deployment's log until it ends", "deployments log", "deployment");

    private DeploymentRows() {}
}
