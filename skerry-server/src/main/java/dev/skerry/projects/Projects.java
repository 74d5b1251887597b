package dev.skerry.projects;

import static dev.skerry.operations.Binding.bind;
import static dev.skerry.operations.Binding.bindChange;
import static dev.skerry.operations.Binding.bindStored;

import dev.skerry.api.catalogue.ProjectRows;
import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.api.values.ProjectRef;
import dev.skerry.db.Database;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.operations.Binding;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The door of this feature.
public final class Projects {
    private final ProjectService service;
    private final RemovalService removal;

    public Projects(Database database, InstantSource clock) {
        this.service = new ProjectService(database, clock);
        this.removal = new RemovalService(service);
    }

    public List<Binding<?, ?>> operations() {
        return List.of(
                bind(ProjectRows.CREATE, service::create),
                bindStored(ProjectRows.LIST, service::list),
                bindStored(ProjectRows.GET, service::get),
                bindChange(ProjectRows.UPDATE, service::update),
                bind(ProjectRows.RESTORE, removal::restoreProject),
                bind(ProjectRows.CREATE_ENVIRONMENT, service::createEnvironment),
                bind(ProjectRows.GET_ENVIRONMENT, service::getEnvironment),
                bindChange(ProjectRows.UPDATE_ENVIRONMENT, service::updateEnvironment),
                bind(ProjectRows.RESTORE_ENVIRONMENT, removal::restoreEnvironment));
    }

    /// Takes a project away with its environments. Nobody makes anything in them meanwhile.
    ///
    /// @param vacate refuses when something is in an environment that must stay, or takes that away too
    public void delete(
            Transaction transaction,
            OrganizationId organization,
            ProjectRef reference,
            Deletion deletion,
            Consumer<Environment> vacate) {
        removal.deleteProject(transaction, organization, reference, deletion, vacate);
    }

    /// The same for one environment.
    public void delete(
            Transaction transaction,
            OrganizationId organization,
            EnvironmentRef reference,
            Deletion deletion,
            Consumer<Environment> vacate) {
        removal.deleteEnvironment(transaction, organization, reference, deletion, vacate);
    }

    /// Those whose grace time is over, of every organization: environments before their projects.
    public List<Purge> due(Handle handle, Instant now) {
        return removal.due(handle, now);
    }

    /// The environments of every organization, with those that are deleted and can be restored still.
    public Set<UUID> environments(Handle handle) {
        return removal.environments(handle);
    }

    /// Removes one for good, unless something is in it.
    ///
    /// @return whether it is gone
    public boolean purge(Transaction transaction, Purge purge) {
        return removal.purge(transaction, purge);
    }

    /// The environment meant; without a reference `default.production`, which is made on the way.
    public Environment resolve(
            Transaction transaction, OrganizationId organization, @Nullable EnvironmentRef reference) {
        return service.resolve(transaction, organization, reference);
    }

    /// The project meant.
    ///
    /// @throws dev.skerry.kernel.SkerryException NOT_FOUND
    public Project project(Handle handle, OrganizationId organization, ProjectRef reference) {
        return service.find(handle, organization, reference);
    }

    /// The environment meant.
    ///
    /// @throws dev.skerry.kernel.SkerryException NOT_FOUND
    public Environment environment(Handle handle, OrganizationId organization, EnvironmentRef reference) {
        return service.environment(handle, organization, reference);
    }

    /// The environment with that id.
    ///
    /// @throws dev.skerry.kernel.SkerryException NOT_FOUND
    public Environment environment(Handle handle, OrganizationId organization, UUID id) {
        return service.environment(handle, organization, new EnvironmentRef(id.toString()));
    }
}
