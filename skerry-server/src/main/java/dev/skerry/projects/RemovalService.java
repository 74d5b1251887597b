package dev.skerry.projects;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.projects.EnvironmentInput;
import dev.skerry.api.projects.EnvironmentView;
import dev.skerry.api.projects.ProjectInput;
import dev.skerry.api.projects.ProjectView;
import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.api.values.ProjectRef;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.SkerryException;
import dev.skerry.projects.RemovalStore.Deleted;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/// Deletes projects and environments, restores them, and removes them for good.
final class RemovalService {
    private final ProjectService projects;
    private final ProjectStore store = new ProjectStore();
    private final RemovalStore removals = new RemovalStore();

    RemovalService(ProjectService projects) {
        this.projects = projects;
    }

    void deleteProject(
            Transaction transaction,
            OrganizationId organization,
            ProjectRef reference,
            Deletion deletion,
            Consumer<Environment> vacate) {
        var project = projects.find(transaction.handle(), organization, reference);
        store.environmentsOf(transaction.handle(), organization, project.id())
                .forEach(environment -> delete(transaction, organization, environment, deletion, vacate));
        removals.setProject(transaction, organization, project.id(), deletion);
    }

    void deleteEnvironment(
            Transaction transaction,
            OrganizationId organization,
            EnvironmentRef reference,
            Deletion deletion,
            Consumer<Environment> vacate) {
        var environment = projects.environment(transaction.handle(), organization, reference);
        delete(transaction, organization, environment, deletion, vacate);
    }

    ProjectView restoreProject(Actor actor, ProjectInput input) {
        var organization = actor.organization();
        return projects.unlessTaken("project", transaction -> {
            var handle = transaction.handle();
            var deleted = theOnly("project", removals.projects(handle, organization, input.project()), input.project());
            removals.deletedWith(handle, organization, deleted.id())
                    .forEach(environment -> removals.setEnvironment(transaction, organization, environment, null));
            removals.setProject(transaction, organization, deleted.id(), null);
            return projects.view(handle, organization, projects.find(handle, organization, project(deleted.id())));
        });
    }

    EnvironmentView restoreEnvironment(Actor actor, EnvironmentInput input) {
        var organization = actor.organization();
        return projects.unlessTaken("environment", transaction -> {
            var handle = transaction.handle();
            var found = removals.environments(handle, organization, input.environment());
            var deleted = theOnly("environment", found, input.environment());
            removals.setEnvironment(transaction, organization, deleted.id(), null);
            return store
                    .findEnvironments(
                            handle,
                            organization,
                            new EnvironmentRef(deleted.id().toString()))
                    .stream()
                    .findFirst()
                    .orElseThrow(() -> new SkerryException(
                            ErrorCode.CONFLICT, "The project of this environment was deleted too: restore it first."))
                    .view();
        });
    }

    List<Purge> due(Handle handle, Instant now) {
        return removals.due(handle, now);
    }

    Set<UUID> environments(Handle handle) {
        return removals.environments(handle);
    }

    boolean purge(Transaction transaction, Purge purge) {
        return switch (purge.kind()) {
            case ENVIRONMENT -> removals.removeEnvironment(transaction, purge.organization(), purge.id());
            case PROJECT -> removals.removeProject(transaction, purge.organization(), purge.id());
        };
    }

    private void delete(
            Transaction transaction,
            OrganizationId organization,
            Environment environment,
            Deletion deletion,
            Consumer<Environment> vacate) {
        removals.lock(transaction, organization, environment.id());
        vacate.accept(environment);
        removals.setEnvironment(transaction, organization, environment.id(), deletion);
    }

    private static ProjectRef project(UUID id) {
        return new ProjectRef(id.toString());
    }

    private static Deleted theOnly(String what, List<Deleted> found, Object reference) {
        if (found.size() > 1) {
            throw new SkerryException(
                    ErrorCode.AMBIGUOUS,
                    "%d deleted ones are called '%s': give the id of the %s.".formatted(found.size(), reference, what));
        }
        return found.stream().findFirst().orElseThrow(() -> SkerryException.notFound("deleted " + what, reference));
    }
}
