package dev.skerry.api.catalogue;

import static dev.skerry.api.Operation.operation;

import dev.skerry.api.Effect;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.Page;
import dev.skerry.api.Permission;
import dev.skerry.api.Scope;
import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.applications.ApplicationView;
import dev.skerry.api.applications.CreateApplication;
import dev.skerry.api.applications.DeleteApplication;
import dev.skerry.api.applications.ListApplications;
import dev.skerry.api.applications.MoveApplication;
import dev.skerry.api.applications.RestoreApplication;
import dev.skerry.api.applications.UpdateApplication;

/// Applications and their settings.
public final class ApplicationRows {
    public static final Operation<CreateApplication, ApplicationView> CREATE = operation(
                    "applications.create", Permission.APPLICATION_CREATE, Scope.ORGANIZATION, Effect.WRITE)
            .post("/api/applications")
            .creates()
            .takes(CreateApplication.class, Output.one(ApplicationView.class))
            .says("Makes an application; its first deployment starts it", "apps create", "name");

    public static final Operation<ListApplications, Page<ApplicationView>> LIST = operation(
                    "applications.list", Permission.APPLICATION_READ, Scope.ORGANIZATION, Effect.READ)
            .get("/api/applications")
            .takes(ListApplications.class, Output.page(ApplicationView.class))
            .says("Lists applications by name", "apps list");

    public static final Operation<ApplicationInput, ApplicationView> GET = operation(
                    "applications.get", Permission.APPLICATION_READ, Scope.APPLICATION, Effect.READ)
            .get("/api/applications/{application}")
            .takes(ApplicationInput.class, Output.one(ApplicationView.class))
            .says("Shows an application", "apps get", "application");

    public static final Operation<UpdateApplication, ApplicationView> UPDATE = operation(
                    "applications.update", Permission.APPLICATION_UPDATE, Scope.APPLICATION, Effect.WRITE)
            .patch("/api/applications/{application}")
            .takes(UpdateApplication.class, Output.one(ApplicationView.class))
            .says("Changes an application, from its next release on", "apps update", "application");

    public static final Operation<MoveApplication, ApplicationView> MOVE = operation(
                    "applications.move", Permission.APPLICATION_UPDATE, Scope.APPLICATION, Effect.WRITE)
            .post("/api/applications/{application}/move")
            .takes(MoveApplication.class, Output.one(ApplicationView.class))
            .says("Moves an application to another environment", "apps move", "application", "environment");

    public static final Operation<DeleteApplication, Output.Nothing> DELETE = operation(
                    "applications.delete", Permission.APPLICATION_DELETE, Scope.APPLICATION, Effect.DESTROY)
            .delete("/api/applications/{application}")
            .takes(DeleteApplication.class, Output.none())
            .says("Stops an application and deletes it after a grace time", "apps delete", "application");

    public static final Operation<RestoreApplication, ApplicationView> RESTORE = operation(
                    "applications.restore", Permission.APPLICATION_DELETE, Scope.APPLICATION, Effect.WRITE)
            .post("/api/applications/{application}/restore")
            .takes(RestoreApplication.class, Output.one(ApplicationView.class))
            .says("Takes back the deletion of an application", "apps restore", "application");

    private ApplicationRows() {}
}
