package dev.skerry.api.catalogue;

import static dev.skerry.api.Operation.operation;

import dev.skerry.api.Effect;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.Permission;
import dev.skerry.api.Scope;
import dev.skerry.api.monitoring.ReadRequests;
import dev.skerry.api.monitoring.RequestsView;

/// What was measured.
public final class MonitoringRows {
    public static final Operation<ReadRequests, RequestsView> REQUESTS = operation(
                    "applications.requests", Permission.APPLICATION_READ, Scope.APPLICATION, Effect.READ)
            .get("/api/applications/{application}/requests")
            .takes(ReadRequests.class, Output.one(RequestsView.class))
            .says(
                    "Counts the requests to an application, by status and time they took",
                    "apps requests",
                    "application");

    private MonitoringRows() {}
}
