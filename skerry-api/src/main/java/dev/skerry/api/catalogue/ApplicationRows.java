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
import dev.skerry.api.applications.ListApplications;

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

    private ApplicationRows() {}
}
