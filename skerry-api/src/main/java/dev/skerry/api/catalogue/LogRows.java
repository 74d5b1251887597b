package dev.skerry.api.catalogue;

import static dev.skerry.api.Operation.operation;

import dev.skerry.api.Effect;
import dev.skerry.api.Feed;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.Permission;
import dev.skerry.api.Scope;
import dev.skerry.api.logs.ReadLogs;
import dev.skerry.api.logs.RuntimeLine;

/// What applications write.
public final class LogRows {
    public static final Operation<ReadLogs, Feed<RuntimeLine>> READ = operation(
                    "applications.logs", Permission.APPLICATION_READ, Scope.APPLICATION, Effect.READ)
            .get("/api/applications/{application}/logs")
            .takes(ReadLogs.class, Output.stream(RuntimeLine.class))
            .says("Shows what an application's processes write", "apps logs", "application");

    private LogRows() {}
}
