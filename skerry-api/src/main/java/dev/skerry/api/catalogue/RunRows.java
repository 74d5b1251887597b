package dev.skerry.api.catalogue;

import static dev.skerry.api.Operation.operation;

import dev.skerry.api.Effect;
import dev.skerry.api.Feed;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.Page;
import dev.skerry.api.Permission;
import dev.skerry.api.Scope;
import dev.skerry.api.deployments.LogLine;
import dev.skerry.api.runs.FollowRun;
import dev.skerry.api.runs.ListRuns;
import dev.skerry.api.runs.RunInput;
import dev.skerry.api.runs.RunView;
import dev.skerry.api.runs.StartRun;

/// Commands that run once. What they write may be an application's data, so reading it takes the permission to run
/// them.
public final class RunRows {
    public static final Operation<StartRun, RunView> START = operation(
                    "applications.run", Permission.APPLICATION_DEPLOY, Scope.APPLICATION, Effect.WRITE)
            .post("/api/applications/{application}/run")
            .accepts()
            .takes(StartRun.class, Output.one(RunView.class))
            .says("Runs a command once in the release that serves", "apps run", "application", "command");

    public static final Operation<ListRuns, Page<RunView>> LIST = operation(
                    "runs.list", Permission.APPLICATION_READ, Scope.ORGANIZATION, Effect.READ)
            .get("/api/runs")
            .takes(ListRuns.class, Output.page(RunView.class))
            .says("Lists one-off runs, newest first", "runs list");

    public static final Operation<RunInput, RunView> GET = operation(
                    "runs.get", Permission.APPLICATION_READ, Scope.RUN, Effect.READ)
            .get("/api/runs/{run}")
            .takes(RunInput.class, Output.one(RunView.class))
            .says("Shows a one-off run", "runs get", "run");

    public static final Operation<RunInput, RunView> CANCEL = operation(
                    "runs.cancel", Permission.APPLICATION_DEPLOY, Scope.RUN, Effect.WRITE)
            .post("/api/runs/{run}/cancel")
            .takes(RunInput.class, Output.one(RunView.class))
            .says("Stops a one-off run", "runs cancel", "run");

    public static final Operation<FollowRun, Feed<LogLine>> LOG = operation(
                    "runs.log", Permission.APPLICATION_DEPLOY, Scope.RUN, Effect.READ)
            .get("/api/runs/{run}/log")
            .takes(FollowRun.class, Output.stream(LogLine.class))
            .says("Follows the output of a one-off run until it ends", "runs log", "run");

    private RunRows() {}
}
