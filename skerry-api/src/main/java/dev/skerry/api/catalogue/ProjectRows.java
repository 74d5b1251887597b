package dev.skerry.api.catalogue;

import static dev.skerry.api.Operation.operation;

import dev.skerry.api.Effect;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.Page;
import dev.skerry.api.Permission;
import dev.skerry.api.Scope;
import dev.skerry.api.projects.CreateEnvironment;
import dev.skerry.api.projects.CreateProject;
import dev.skerry.api.projects.DeleteEnvironment;
import dev.skerry.api.projects.DeleteProject;
import dev.skerry.api.projects.EnvironmentInput;
import dev.skerry.api.projects.EnvironmentView;
import dev.skerry.api.projects.ListProjects;
import dev.skerry.api.projects.ProjectInput;
import dev.skerry.api.projects.ProjectView;
import dev.skerry.api.projects.UpdateEnvironment;
import dev.skerry.api.projects.UpdateProject;

/// Projects and environments.
public final class ProjectRows {
    public static final Operation<CreateProject, ProjectView> CREATE = operation(
                    "projects.create", Permission.PROJECT_CREATE, Scope.ORGANIZATION, Effect.WRITE)
            .post("/api/projects")
            .creates()
            .takes(CreateProject.class, Output.one(ProjectView.class))
            .says("Makes a project with an environment production", "projects create", "name");

    public static final Operation<ListProjects, Page<ProjectView>> LIST = operation(
                    "projects.list", Permission.PROJECT_READ, Scope.ORGANIZATION, Effect.READ)
            .get("/api/projects")
            .takes(ListProjects.class, Output.page(ProjectView.class))
            .says("Lists projects by name", "projects list");

    public static final Operation<ProjectInput, ProjectView> GET = operation(
                    "projects.get", Permission.PROJECT_READ, Scope.PROJECT, Effect.READ)
            .get("/api/projects/{project}")
            .takes(ProjectInput.class, Output.one(ProjectView.class))
            .says("Shows a project and its environments", "projects get", "project");

    public static final Operation<CreateEnvironment, EnvironmentView> CREATE_ENVIRONMENT = operation(
                    "environments.create", Permission.PROJECT_UPDATE, Scope.PROJECT, Effect.WRITE)
            .post("/api/projects/{project}/environments")
            .creates()
            .takes(CreateEnvironment.class, Output.one(EnvironmentView.class))
            .says("Makes an environment in a project", "environments create", "project", "name");

    public static final Operation<UpdateProject, ProjectView> UPDATE = operation(
                    "projects.update", Permission.PROJECT_UPDATE, Scope.PROJECT, Effect.WRITE)
            .patch("/api/projects/{project}")
            .takes(UpdateProject.class, Output.one(ProjectView.class))
            .says("Renames or describes a project", "projects update", "project");

    public static final Operation<EnvironmentInput, EnvironmentView> GET_ENVIRONMENT = operation(
                    "environments.get", Permission.PROJECT_READ, Scope.ENVIRONMENT, Effect.READ)
            .get("/api/environments/{environment}")
            .takes(EnvironmentInput.class, Output.one(EnvironmentView.class))
            .says("Shows an environment", "environments get", "environment");

    public static final Operation<UpdateEnvironment, EnvironmentView> UPDATE_ENVIRONMENT = operation(
                    "environments.update", Permission.PROJECT_UPDATE, Scope.ENVIRONMENT, Effect.WRITE)
            .patch("/api/environments/{environment}")
            .takes(UpdateEnvironment.class, Output.one(EnvironmentView.class))
            .says("Renames or describes an environment", "environments update", "environment");

    public static final Operation<DeleteProject, Output.Nothing> DELETE = operation(
                    "projects.delete", Permission.PROJECT_DELETE, Scope.PROJECT, Effect.DESTROY)
            .delete("/api/projects/{project}")
            .takes(DeleteProject.class, Output.none())
            .says("Deletes a project with its environments, after a grace time", "projects delete", "project");

    public static final Operation<ProjectInput, ProjectView> RESTORE = operation(
                    "projects.restore", Permission.PROJECT_DELETE, Scope.PROJECT, Effect.WRITE)
            .post("/api/projects/{project}/restore")
            .takes(ProjectInput.class, Output.one(ProjectView.class))
            .says("Takes back the deletion of a project and its environments", "projects restore", "project");

    public static final Operation<DeleteEnvironment, Output.Nothing> DELETE_ENVIRONMENT = operation(
                    "environments.delete", Permission.PROJECT_DELETE, Scope.ENVIRONMENT, Effect.DESTROY)
            .delete("/api/environments/{environment}")
            .takes(DeleteEnvironment.class, Output.none())
            .says("Deletes an environment, after a grace time", "environments delete", "environment");

    public static final Operation<EnvironmentInput, EnvironmentView> RESTORE_ENVIRONMENT = operation(
                    "environments.restore", Permission.PROJECT_DELETE, Scope.ENVIRONMENT, Effect.WRITE)
            .post("/api/environments/{environment}/restore")
            .takes(EnvironmentInput.class, Output.one(EnvironmentView.class))
            .says("Takes back the deletion of an environment", "environments restore", "environment");

    private ProjectRows() {}
}
