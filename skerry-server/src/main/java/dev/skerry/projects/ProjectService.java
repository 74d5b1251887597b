package dev.skerry.projects;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Page;
import dev.skerry.api.projects.CreateEnvironment;
import dev.skerry.api.projects.CreateProject;
import dev.skerry.api.projects.EnvironmentInput;
import dev.skerry.api.projects.EnvironmentView;
import dev.skerry.api.projects.ListProjects;
import dev.skerry.api.projects.ProjectInput;
import dev.skerry.api.projects.ProjectView;
import dev.skerry.api.projects.UpdateEnvironment;
import dev.skerry.api.projects.UpdateProject;
import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.ProjectRef;
import dev.skerry.db.Database;
import dev.skerry.db.Paging;
import dev.skerry.db.Transaction;
import dev.skerry.db.UniqueViolation;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.SkerryException;
import dev.skerry.kernel.Uuids;
import dev.skerry.operations.Cleared;
import java.time.InstantSource;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Makes and finds projects and environments.
final class ProjectService {
    private static final Name DEFAULT_PROJECT = new Name("default");
    private static final Name PRODUCTION = new Name("production");

    private final Database database;
    private final InstantSource clock;
    private final ProjectStore store = new ProjectStore();
    private final RemovalStore removals = new RemovalStore();

    ProjectService(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    ProjectView create(Actor actor, CreateProject input) {
        var description =
                input.description() == null ? null : input.description().value();
        return unlessTaken("project", transaction -> {
            var project = create(transaction, actor.organization(), input.name(), description);
            return view(transaction.handle(), actor.organization(), project);
        });
    }

    Page<ProjectView> list(Actor actor, ListProjects input) {
        var paging = Paging.of(input.cursor(), input.limit());
        return database.read(handle -> paging.page(
                        store.list(handle, actor.organization(), input.search(), paging),
                        project -> project.name().value())
                .map(project -> view(handle, actor.organization(), project)));
    }

    ProjectView get(Actor actor, ProjectInput input) {
        return database.read(
                handle -> view(handle, actor.organization(), find(handle, actor.organization(), input.project())));
    }

    ProjectView update(Actor actor, UpdateProject input, Cleared cleared) {
        var organization = actor.organization();
        return unlessTaken("project", transaction -> {
            var handle = transaction.handle();
            var project = find(handle, organization, input.project());
            store.updateProject(
                    transaction,
                    organization,
                    project,
                    input.name(),
                    input.description(),
                    cleared.fields().contains("description"));
            return view(handle, organization, find(handle, organization, ref(project)));
        });
    }

    EnvironmentView getEnvironment(Actor actor, EnvironmentInput input) {
        return database.read(handle ->
                environment(handle, actor.organization(), input.environment()).view());
    }

    EnvironmentView updateEnvironment(Actor actor, UpdateEnvironment input, Cleared cleared) {
        var organization = actor.organization();
        return unlessTaken("environment", transaction -> {
            var handle = transaction.handle();
            var environment = environment(handle, organization, input.environment());
            store.updateEnvironment(
                    transaction,
                    organization,
                    environment,
                    input.name(),
                    input.description(),
                    cleared.fields().contains("description"));
            return environment(
                            handle,
                            organization,
                            new EnvironmentRef(environment.id().toString()))
                    .view();
        });
    }

    EnvironmentView createEnvironment(Actor actor, CreateEnvironment input) {
        return unlessTaken("environment", transaction -> {
            var project = find(transaction.handle(), actor.organization(), input.project());
            return createEnvironment(transaction, actor.organization(), project, input.name())
                    .view();
        });
    }

    Environment resolve(Transaction transaction, OrganizationId organization, @Nullable EnvironmentRef reference) {
        if (reference == null) {
            return resolveDefault(transaction, organization);
        }
        var environment = environment(transaction.handle(), organization, reference);
        if (!removals.hold(transaction, organization, environment.id())) {
            throw SkerryException.notFound("environment", reference);
        }
        return environment;
    }

    Environment environment(Handle handle, OrganizationId organization, EnvironmentRef reference) {
        var found = store.findEnvironments(handle, organization, reference);
        if (found.size() > 1) {
            throw new SkerryException(
                    ErrorCode.AMBIGUOUS,
                    "'%s' is the name of %d environments: name its project too, as in '%s.%s'."
                            .formatted(
                                    reference,
                                    found.size(),
                                    found.getFirst().projectName(),
                                    found.getFirst().name()));
        }
        return found.stream().findFirst().orElseThrow(() -> SkerryException.notFound("environment", reference));
    }

    private Environment resolveDefault(Transaction transaction, OrganizationId organization) {
        var name = new EnvironmentRef(DEFAULT_PROJECT + "." + PRODUCTION);
        var handle = transaction.handle();
        return store.findEnvironments(handle, organization, name).stream()
                .findFirst()
                .orElseGet(() -> {
                    var project = store.findProject(handle, organization, new ProjectRef(DEFAULT_PROJECT.value()));
                    return project.map(existing -> createEnvironment(transaction, organization, existing, PRODUCTION))
                            .orElseGet(() -> {
                                create(transaction, organization, DEFAULT_PROJECT, null);
                                return store.findEnvironments(handle, organization, name)
                                        .getFirst();
                            });
                });
    }

    private Project create(
            Transaction transaction, OrganizationId organization, Name name, @Nullable String description) {
        var now = clock.instant();
        var project = new Project(Uuids.v7(now), name, description, now);
        store.createProject(transaction, organization, project);
        createEnvironment(transaction, organization, project, PRODUCTION);
        return project;
    }

    private Environment createEnvironment(
            Transaction transaction, OrganizationId organization, Project project, Name name) {
        var now = clock.instant();
        var environment = new Environment(Uuids.v7(now), project.id(), project.name(), name, null, now);
        store.createEnvironment(transaction, organization, environment);
        return environment;
    }

    Project find(Handle handle, OrganizationId organization, ProjectRef reference) {
        return store.findProject(handle, organization, reference)
                .orElseThrow(() -> SkerryException.notFound("project", reference));
    }

    private static ProjectRef ref(Project project) {
        return new ProjectRef(project.id().toString());
    }

    ProjectView view(Handle handle, OrganizationId organization, Project project) {
        var environments = store.environmentsOf(handle, organization, project.id()).stream()
                .map(Environment::view)
                .toList();
        return new ProjectView(
                project.id(), project.name().value(), project.description(), environments, project.createdAt());
    }

    <T> T unlessTaken(String what, Function<Transaction, T> work) {
        try {
            return database.inTransaction(work);
        } catch (UniqueViolation e) {
            throw new SkerryException(
                    ErrorCode.ALREADY_EXISTS, "Another %s has this name: choose another one.".formatted(what), e);
        }
    }
}
