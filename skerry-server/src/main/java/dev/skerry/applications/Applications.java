package dev.skerry.applications;

import static dev.skerry.operations.Binding.bind;

import dev.skerry.api.applications.ApplicationStatus;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.catalogue.VariableRows;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.db.Database;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.operations.Binding;
import dev.skerry.projects.Projects;
import dev.skerry.secrets.Lineage;
import dev.skerry.secrets.Variables;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The door of this feature.
public final class Applications {
    private final ApplicationService service;
    private final ApplicationStore store = new ApplicationStore();

    public Applications(
            Database database, InstantSource clock, Projects projects, Variables variables, Addresses addresses) {
        this.service = new ApplicationService(database, clock, projects, variables, addresses);
    }

    public List<Binding<?, ?>> operations() {
        return List.of(
                bind(ApplicationRows.CREATE, service::create),
                bind(ApplicationRows.LIST, service::list),
                bind(ApplicationRows.GET, service::get),
                bind(VariableRows.LIST, service::listVariables),
                bind(VariableRows.SET, service::setVariables),
                bind(VariableRows.LOAD, service::loadVariables),
                bind(VariableRows.UNSET, service::unsetVariable));
    }

    /// The one application meant.
    ///
    /// @throws dev.skerry.kernel.SkerryException NOT_FOUND or AMBIGUOUS
    public Application resolve(Handle handle, OrganizationId organization, ApplicationRef reference) {
        return service.resolve(handle, organization, reference);
    }

    public Application get(Handle handle, OrganizationId organization, UUID id) {
        return store.get(handle, organization, id);
    }

    /// The application with what its variables may refer to.
    public Lineage lineage(Handle handle, Application application) {
        return service.lineage(handle, application);
    }

    /// Keeps everybody else from changing what this application runs until the transaction ends.
    public void lock(Transaction transaction, Application application) {
        store.lock(transaction, application);
    }

    /// Writes down what now runs.
    public void setStatus(
            Transaction transaction, Application application, ApplicationStatus status, @Nullable Integer release) {
        store.setStatus(transaction, application, status, release);
    }
}
