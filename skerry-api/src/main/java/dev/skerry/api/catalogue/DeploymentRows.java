package dev.skerry.api.catalogue;

import static dev.skerry.api.Operation.operation;

import dev.skerry.api.Effect;
import dev.skerry.api.Feed;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.Page;
import dev.skerry.api.Permission;
import dev.skerry.api.Scope;
import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.applications.ApplicationView;
import dev.skerry.api.applications.Scale;
import dev.skerry.api.deployments.Deploy;
import dev.skerry.api.deployments.DeploymentInput;
import dev.skerry.api.deployments.DeploymentView;
import dev.skerry.api.deployments.FollowLog;
import dev.skerry.api.deployments.ListDeployments;
import dev.skerry.api.deployments.ListReleases;
import dev.skerry.api.deployments.LogLine;
import dev.skerry.api.deployments.ProcessView;
import dev.skerry.api.deployments.Redeploy;
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

    public static final Operation<Redeploy, DeploymentView> REDEPLOY = operation(
                    "applications.redeploy", Permission.APPLICATION_DEPLOY, Scope.APPLICATION, Effect.WRITE)
            .post("/api/applications/{application}/redeploy")
            .accepts()
            .takes(Redeploy.class, Output.one(DeploymentView.class))
            .says("Makes changed settings and variables live without a build", "apps redeploy", "application");

    public static final Operation<ApplicationInput, DeploymentView> RESTART = operation(
                    "applications.restart", Permission.APPLICATION_DEPLOY, Scope.APPLICATION, Effect.WRITE)
            .post("/api/applications/{application}/restart")
            .accepts()
            .takes(ApplicationInput.class, Output.one(DeploymentView.class))
            .says("Replaces every task by a fresh one of the same release", "apps restart", "application");

    public static final Operation<ApplicationInput, DeploymentView> START = operation(
                    "applications.start", Permission.APPLICATION_DEPLOY, Scope.APPLICATION, Effect.WRITE)
            .post("/api/applications/{application}/start")
            .accepts()
            .takes(ApplicationInput.class, Output.one(DeploymentView.class))
            .says("Starts the release that served before the stop", "apps start", "application");

    public static final Operation<ApplicationInput, ApplicationView> STOP = operation(
                    "applications.stop", Permission.APPLICATION_DEPLOY, Scope.APPLICATION, Effect.WRITE)
            .post("/api/applications/{application}/stop")
            .takes(ApplicationInput.class, Output.one(ApplicationView.class))
            .says("Stops an application once it has finished what it has", "apps stop", "application");

    public static final Operation<Scale, DeploymentView> SCALE = operation(
                    "applications.scale", Permission.APPLICATION_DEPLOY, Scope.APPLICATION, Effect.WRITE)
            .post("/api/applications/{application}/scale")
            .accepts()
            .takes(Scale.class, Output.one(DeploymentView.class))
            .says("Sets how many tasks processes run in", "apps scale", "application", "processes");

    public static final Operation<ApplicationInput, Page<ProcessView>> LIST_PROCESSES = operation(
                    "processes.list", Permission.APPLICATION_READ, Scope.APPLICATION, Effect.READ)
            .get("/api/applications/{application}/processes")
            .takes(ApplicationInput.class, Output.page(ProcessView.class))
            .says("Shows an application's processes and their tasks as they run now", "apps ps", "application");

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

    public static final Operation<DeploymentInput, DeploymentView> PROMOTE = operation(
                    "deployments.promote", Permission.APPLICATION_DEPLOY, Scope.DEPLOYMENT, Effect.WRITE)
            .post("/api/deployments/{deployment}/promote")
            .takes(DeploymentInput.class, Output.one(DeploymentView.class))
            .says("Gives a canary all requests now, without further proof", "deployments promote", "deployment");

    public static final Operation<FollowLog, Feed<LogLine>> LOG = operation(
                    "deployments.log", Permission.APPLICATION_READ, Scope.DEPLOYMENT, Effect.READ)
            .get("/api/deployments/{deployment}/log")
            .takes(FollowLog.class, Output.stream(LogLine.class))
            .says("Follows a deployment's log until it ends", "deployments log", "deployment");

    private DeploymentRows() {}
}
