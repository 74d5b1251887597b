package dev.skerry.applications;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Output.Nothing;
import dev.skerry.api.projects.DeleteEnvironment;
import dev.skerry.api.projects.DeleteProject;
import dev.skerry.db.Database;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.SkerryException;
import dev.skerry.projects.Deletion;
import dev.skerry.projects.Environment;
import dev.skerry.projects.Projects;
import dev.skerry.projects.Purge;
import dev.skerry.secrets.Variables;
import java.time.InstantSource;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes projects and environments, with the applications in them when that is wanted.
final class PlaceService {
    private static final Logger LOG = LoggerFactory.getLogger(PlaceService.class);

    private final Database database;
    private final InstantSource clock;
    private final Projects projects;
    private final Variables variables;
    private final ApplicationStore store;

    PlaceService(Applications.Storage storage, ApplicationStore store, Projects projects, Variables variables) {
        this.database = storage.database();
        this.clock = storage.clock();
        this.store = store;
        this.projects = projects;
        this.variables = variables;
    }

    Nothing deleteProject(Actor actor, DeleteProject input) {
        var deletion = deletion();
        var organization = actor.organization();
        database.useTransaction(transaction -> projects.delete(
                transaction,
                organization,
                input.project(),
                deletion,
                environment -> vacate(transaction, organization, environment, deletion, input.force())));
        return Nothing.NOTHING;
    }

    Nothing deleteEnvironment(Actor actor, DeleteEnvironment input) {
        var deletion = deletion();
        var organization = actor.organization();
        database.useTransaction(transaction -> projects.delete(
                transaction,
                organization,
                input.environment(),
                deletion,
                environment -> vacate(transaction, organization, environment, deletion, input.force())));
        return Nothing.NOTHING;
    }

    /// What still holds an application, a deleted one too, goes at a later time.
    void purge() {
        for (var purge : database.read(handle -> projects.due(handle, clock.instant()))) {
            try {
                database.useTransaction(transaction -> purge(transaction, purge));
            } catch (SkerryException e) {
                LOG.warn("Cannot remove the deleted {} {} now: {}", purge.kind(), purge.id(), e.getMessage());
            }
        }
    }

    private void purge(Transaction transaction, Purge purge) {
        var isVacant = purge.kind() == Purge.Kind.PROJECT
                || store.isVacant(transaction.handle(), purge.organization(), purge.id());
        if (isVacant && projects.purge(transaction, purge)) {
            variables.forget(transaction, purge.organization(), purge.id());
        }
    }

    private void vacate(
            Transaction transaction,
            OrganizationId organization,
            Environment environment,
            Deletion deletion,
            @Nullable Boolean force) {
        var present = store.in(transaction.handle(), organization, environment.id());
        if (!present.isEmpty() && !Boolean.TRUE.equals(force)) {
            throw new SkerryException(
                    ErrorCode.CONFLICT,
                    "Applications are in '%s.%s': %s. Delete or move them, or use force to delete them too."
                            .formatted(
                                    environment.projectName(),
                                    environment.name(),
                                    present.stream()
                                            .map(application ->
                                                    application.name().value())
                                            .collect(Collectors.joining(", "))));
        }
        for (var application : present) {
            store.lock(transaction, application);
            store.setDeletion(
                    transaction, application, new ApplicationStore.Deletion(deletion.at(), deletion.purgeAt(), false));
        }
    }

    private Deletion deletion() {
        var now = clock.instant();
        return new Deletion(now, now.plus(ApplicationService.GRACE));
    }
}
