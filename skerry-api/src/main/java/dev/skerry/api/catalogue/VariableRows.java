package dev.skerry.api.catalogue;

import static dev.skerry.api.Operation.operation;

import dev.skerry.api.Effect;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.Page;
import dev.skerry.api.Permission;
import dev.skerry.api.Scope;
import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.applications.LoadVariables;
import dev.skerry.api.applications.SetVariables;
import dev.skerry.api.applications.UnsetVariable;
import dev.skerry.api.applications.VariableView;
import dev.skerry.api.projects.EnvironmentInput;
import dev.skerry.api.projects.LoadEnvironmentVariables;
import dev.skerry.api.projects.LoadProjectVariables;
import dev.skerry.api.projects.ProjectInput;
import dev.skerry.api.projects.SetEnvironmentVariables;
import dev.skerry.api.projects.SetProjectVariables;
import dev.skerry.api.projects.UnsetEnvironmentVariable;
import dev.skerry.api.projects.UnsetProjectVariable;

/// Variables of applications, and of the environments and projects they refer to.
public final class VariableRows {
    public static final Operation<ApplicationInput, Page<VariableView>> LIST = operation(
                    "variables.list", Permission.APPLICATION_READ, Scope.APPLICATION, Effect.READ)
            .get("/api/applications/{application}/variables")
            .takes(ApplicationInput.class, Output.page(VariableView.class))
            .says("Lists an application's variables; secret ones without their values", "env list", "application");

    public static final Operation<SetVariables, Page<VariableView>> SET = operation(
                    "variables.set", Permission.APPLICATION_UPDATE, Scope.APPLICATION, Effect.WRITE)
            .patch("/api/applications/{application}/variables")
            .takes(SetVariables.class, Output.page(VariableView.class))
            .says("Sets variables, encrypted, for the next deployment", "env set", "application", "variables");

    public static final Operation<LoadVariables, Page<VariableView>> LOAD = operation(
                    "variables.load", Permission.APPLICATION_UPDATE, Scope.APPLICATION, Effect.WRITE)
            .put("/api/applications/{application}/variables")
            .takes(LoadVariables.class, Output.page(VariableView.class))
            .says("Sets the variables of an .env text, for the next deployment", "env load", "application");

    public static final Operation<UnsetVariable, Output.Nothing> UNSET = operation(
                    "variables.unset", Permission.APPLICATION_UPDATE, Scope.APPLICATION, Effect.DESTROY)
            .delete("/api/applications/{application}/variables/{name}")
            .takes(UnsetVariable.class, Output.none())
            .says("Takes a variable away, for the next deployment", "env unset", "application", "name");

    public static final Operation<EnvironmentInput, Page<VariableView>> LIST_OF_ENVIRONMENT = operation(
                    "environments.listVariables", Permission.PROJECT_READ, Scope.ENVIRONMENT, Effect.READ)
            .get("/api/environments/{environment}/variables")
            .takes(EnvironmentInput.class, Output.page(VariableView.class))
            .says(
                    "Lists an environment's variables; secret ones without their values",
                    "environments env list",
                    "environment");

    public static final Operation<SetEnvironmentVariables, Page<VariableView>> SET_OF_ENVIRONMENT = operation(
                    "environments.setVariables", Permission.PROJECT_UPDATE, Scope.ENVIRONMENT, Effect.WRITE)
            .patch("/api/environments/{environment}/variables")
            .takes(SetEnvironmentVariables.class, Output.page(VariableView.class))
            .says(
                    "Sets variables of an environment, for applications that refer to them",
                    "environments env set",
                    "environment",
                    "variables");

    public static final Operation<LoadEnvironmentVariables, Page<VariableView>> LOAD_OF_ENVIRONMENT = operation(
                    "environments.loadVariables", Permission.PROJECT_UPDATE, Scope.ENVIRONMENT, Effect.WRITE)
            .put("/api/environments/{environment}/variables")
            .takes(LoadEnvironmentVariables.class, Output.page(VariableView.class))
            .says("Sets the variables of an .env text in an environment", "environments env load", "environment");

    public static final Operation<UnsetEnvironmentVariable, Output.Nothing> UNSET_OF_ENVIRONMENT = operation(
                    "environments.unsetVariable", Permission.PROJECT_UPDATE, Scope.ENVIRONMENT, Effect.DESTROY)
            .delete("/api/environments/{environment}/variables/{name}")
            .takes(UnsetEnvironmentVariable.class, Output.none())
            .says("Takes a variable of an environment away", "environments env unset", "environment", "name");

    public static final Operation<ProjectInput, Page<VariableView>> LIST_OF_PROJECT = operation(
                    "projects.listVariables", Permission.PROJECT_READ, Scope.PROJECT, Effect.READ)
            .get("/api/projects/{project}/variables")
            .takes(ProjectInput.class, Output.page(VariableView.class))
            .says("Lists a project's variables; secret ones without their values", "projects env list", "project");

    public static final Operation<SetProjectVariables, Page<VariableView>> SET_OF_PROJECT = operation(
                    "projects.setVariables", Permission.PROJECT_UPDATE, Scope.PROJECT, Effect.WRITE)
            .patch("/api/projects/{project}/variables")
            .takes(SetProjectVariables.class, Output.page(VariableView.class))
            .says(
                    "Sets variables of a project, for applications that refer to them",
                    "projects env set",
                    "project",
                    "variables");

    public static final Operation<LoadProjectVariables, Page<VariableView>> LOAD_OF_PROJECT = operation(
                    "projects.loadVariables", Permission.PROJECT_UPDATE, Scope.PROJECT, Effect.WRITE)
            .put("/api/projects/{project}/variables")
            .takes(LoadProjectVariables.class, Output.page(VariableView.class))
            .says("Sets the variables of an .env text in a project", "projects env load", "project");

    public static final Operation<UnsetProjectVariable, Output.Nothing> UNSET_OF_PROJECT = operation(
                    "projects.unsetVariable", Permission.PROJECT_UPDATE, Scope.PROJECT, Effect.DESTROY)
            .delete("/api/projects/{project}/variables/{name}")
            .takes(UnsetProjectVariable.class, Output.none())
            .says("Takes a variable of a project away", "projects env unset", "project", "name");

    private VariableRows() {}
}
