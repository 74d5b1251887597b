package dev.skerry.applications;

import static dev.skerry.operations.Binding.bind;
import static dev.skerry.operations.Binding.bindChange;
import static dev.skerry.operations.Binding.bindStored;

import dev.skerry.api.applications.ApplicationStatus;
import dev.skerry.api.applications.ApplicationView;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.catalogue.ProjectRows;
import dev.skerry.api.catalogue.RuntimeRows;
import dev.skerry.api.catalogue.VariableRows;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.ProcessName;
import dev.skerry.api.values.Replicas;
import dev.skerry.db.Database;
import dev.skerry.db.Transaction;
import dev.skerry.events.Events;
import dev.skerry.jobs.Jobs;
import dev.skerry.jobs.Recurrence;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.operations.Binding;
import dev.skerry.projects.Projects;
import dev.skerry.secrets.Files;
import dev.skerry.secrets.Lineage;
import dev.skerry.secrets.Variables;
import dev.skerry.sources.Credentials;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The door of this feature.
public final class Applications {
    private static final Duration PURGE = Duration.ofHours(1);

    private final Projects projects;
    private final ApplicationService service;
    private final SettingsService settings;
    private final PlaceService places;
    private final ApplicationStore store;

    /// What this feature keeps its things in.
    public record Storage(Database database, InstantSource clock, Events events) {}

    /// What is stored encrypted for applications.
    public record Secrets(Variables variables, Files files, Credentials credentials) {}

    /// @param ports that may be published on a host
    public Applications(Storage storage, Projects projects, Secrets secrets, Urls urls, PublishablePorts ports) {
        this.projects = projects;
        this.store = new ApplicationStore(storage.events());
        this.service =
                new ApplicationService(storage, store, projects, secrets.variables(), secrets.credentials(), urls);
        this.places = new PlaceService(storage, store, projects, secrets.variables());
        this.settings = new SettingsService(storage.database(), store, service, secrets.files(), ports);
    }

    public List<Binding<?, ?>> operations() {
        return List.of(
                bind(ApplicationRows.CREATE, service::create),
                bindStored(ApplicationRows.LIST, service::list),
                bindStored(ApplicationRows.GET, service::get),
                bindChange(ApplicationRows.UPDATE, service::update),
                bind(ApplicationRows.MOVE, service::move),
                bind(ApplicationRows.DELETE, service::delete),
                bind(ApplicationRows.RESTORE, service::restore),
                bindChange(RuntimeRows.SET_PROCESS, settings::setProcess),
                bind(RuntimeRows.SET_VOLUME, settings::setVolume),
                bind(RuntimeRows.LIST_VOLUMES, settings::listVolumes),
                bind(RuntimeRows.UNSET_VOLUME, settings::unsetVolume),
                bind(RuntimeRows.SET_FILE, settings::setFile),
                bind(RuntimeRows.LIST_FILES, settings::listFiles),
                bind(RuntimeRows.UNSET_FILE, settings::unsetFile),
                bind(RuntimeRows.SET_PORT, settings::setPort),
                bind(RuntimeRows.LIST_PORTS, settings::listPorts),
                bind(RuntimeRows.UNSET_PORT, settings::unsetPort),
                bind(ProjectRows.DELETE, places::deleteProject),
                bind(ProjectRows.DELETE_ENVIRONMENT, places::deleteEnvironment),
                bind(VariableRows.LIST, service::listVariables),
                bind(VariableRows.SET, service::setVariables),
                bind(VariableRows.LOAD, service::loadVariables),
                bind(VariableRows.UNSET, service::unsetVariable));
    }

    /// Projects and environments that were deleted go for good when their grace time is over.
    public void purgeRegularly(Jobs jobs) {
        jobs.repeat("purge-projects", new Recurrence.Every(PURGE), PURGE, _ -> places.purge());
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

    /// How each of these is named now.
    public Map<UUID, ApplicationRef> refs(Handle handle, OrganizationId organization, List<UUID> ids) {
        return store.refs(handle, organization, ids);
    }

    /// Those of every organization, deleted ones too: for the edge, which serves them all.
    public List<Application> everybodys(Handle handle) {
        return store.everybodys(handle);
    }

    /// The application with what its variables may refer to.
    public Lineage lineage(Handle handle, Application application) {
        return service.lineage(handle, application);
    }

    /// Keeps everybody else from changing what this application runs until the transaction ends.
    public void lock(Transaction transaction, Application application) {
        store.lock(transaction, application);
    }

    /// The same for those of every organization.
    public void lockAll(Transaction transaction) {
        store.lockAll(transaction);
    }

    /// Writes down what now runs.
    public void setStatus(
            Transaction transaction, Application application, ApplicationStatus status, @Nullable Integer release) {
        store.setStatus(transaction, application, status, release);
    }

    /// Sets how many tasks processes run in from the next release on. The application is locked by the caller.
    public Application scale(Transaction transaction, Application application, Map<ProcessName, Replicas> processes) {
        var settings = application.settings();
        for (var process : processes.entrySet()) {
            settings = settings.with(
                    process.getKey(), settings.process(process.getKey()).withReplicas(process.getValue()));
        }
        var scaled = application.with(SettingsPolicy.checked(settings));
        store.update(transaction, scaled);
        return scaled;
    }

    /// As it is shown.
    public ApplicationView view(Handle handle, Application application) {
        return service.view(handle, application);
    }

    /// A deleted application whose grace time is over.
    public record Due(Application application, boolean deletesVolumes) {}

    /// Those of every organization: for the clean-up, which serves them all.
    public List<Due> due(Handle handle) {
        return service.due(handle);
    }

    /// The environments that are there, of every organization: a deleted one is until its grace time is over.
    public Set<UUID> environments(Handle handle) {
        return projects.environments(handle);
    }

    /// Forgets a deleted application with its variables and files. What others keep of it is gone before.
    public void forget(Transaction transaction, Application application) {
        service.forget(transaction, application);
    }
}
