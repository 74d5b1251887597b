package dev.skerry.applications;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Output.Nothing;
import dev.skerry.api.Page;
import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.applications.ApplicationStatus;
import dev.skerry.api.applications.ApplicationView;
import dev.skerry.api.applications.CreateApplication;
import dev.skerry.api.applications.ListApplications;
import dev.skerry.api.applications.LoadVariables;
import dev.skerry.api.applications.SetVariables;
import dev.skerry.api.applications.UnsetVariable;
import dev.skerry.api.applications.VariableView;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.db.Database;
import dev.skerry.db.Paging;
import dev.skerry.db.Transaction;
import dev.skerry.db.UniqueViolation;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.SkerryException;
import dev.skerry.kernel.Uuids;
import dev.skerry.projects.Projects;
import dev.skerry.secrets.Lineage;
import dev.skerry.secrets.Variables;
import java.time.InstantSource;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Makes, finds and configures applications.
final class ApplicationService {
    private final Database database;
    private final InstantSource clock;
    private final Projects projects;
    private final Variables variables;
    private final Addresses addresses;
    private final ApplicationStore store = new ApplicationStore();

    ApplicationService(
            Database database, InstantSource clock, Projects projects, Variables variables, Addresses addresses) {
        this.database = database;
        this.clock = clock;
        this.projects = projects;
        this.variables = variables;
        this.addresses = addresses;
    }

    ApplicationView create(Actor actor, CreateApplication input) {
        try {
            return database.inTransaction(transaction -> {
                var environment = projects.resolve(transaction, actor.organization(), input.environment());
                var now = clock.instant();
                var application = new Application(
                        Uuids.v7(now),
                        actor.organization(),
                        new Application.Place(environment.id(), environment.name(), environment.projectName()),
                        input.name(),
                        input.source(),
                        Settings.of(input.port(), input.healthCheck()),
                        ApplicationStatus.NOT_DEPLOYED,
                        null,
                        now);
                store.create(transaction, application);
                return view(application);
            });
        } catch (UniqueViolation e) {
            throw new SkerryException(
                    ErrorCode.ALREADY_EXISTS,
                    "There is an application '%s' in this environment already: choose another name."
                            .formatted(input.name()),
                    e);
        }
    }

    Page<ApplicationView> list(Actor actor, ListApplications input) {
        var paging = Paging.of(input.cursor(), input.limit());
        return database.inTransaction(transaction -> {
            var environment = environmentOf(transaction, actor.organization(), input);
            var found = store.list(transaction.handle(), actor.organization(), environment, input.search(), paging);
            return paging.page(found, ApplicationStore::sortKey).map(this::view);
        });
    }

    ApplicationView get(Actor actor, ApplicationInput input) {
        return database.read(handle -> view(resolve(handle, actor.organization(), input.application())));
    }

    Page<VariableView> listVariables(Actor actor, ApplicationInput input) {
        return database.read(handle -> {
            var application = resolve(handle, actor.organization(), input.application());
            return variables.list(handle, actor, lineage(handle, application));
        });
    }

    Page<VariableView> setVariables(Actor actor, SetVariables input) {
        return database.inTransaction(transaction -> {
            var lineage = lineage(transaction.handle(), actor, input.application());
            variables.set(transaction, lineage, input.variables(), input.plain());
            return variables.list(transaction.handle(), actor, lineage);
        });
    }

    Page<VariableView> loadVariables(Actor actor, LoadVariables input) {
        return database.inTransaction(transaction -> {
            var lineage = lineage(transaction.handle(), actor, input.application());
            variables.load(transaction, lineage, input.dotenv(), input.plain());
            return variables.list(transaction.handle(), actor, lineage);
        });
    }

    Nothing unsetVariable(Actor actor, UnsetVariable input) {
        database.useTransaction(transaction ->
                variables.unset(transaction, lineage(transaction.handle(), actor, input.application()), input.name()));
        return Nothing.NOTHING;
    }

    Application resolve(Handle handle, OrganizationId organization, ApplicationRef reference) {
        var found = store.find(handle, organization, reference);
        if (found.size() > 1) {
            throw new SkerryException(
                    ErrorCode.AMBIGUOUS,
                    "'%s' is the name of %d applications: name its environment too, as in '%s'."
                            .formatted(reference, found.size(), found.getFirst().ref()));
        }
        return found.stream().findFirst().orElseThrow(() -> SkerryException.notFound("application", reference));
    }

    Lineage lineage(Handle handle, Application application) {
        return variables.lineage(
                handle,
                application.organization(),
                application.place().environment(),
                new Lineage.Owner(application.id(), application.ref().value()));
    }

    private Lineage lineage(Handle handle, Actor actor, ApplicationRef reference) {
        return lineage(handle, resolve(handle, actor.organization(), reference));
    }

    private @Nullable UUID environmentOf(Transaction transaction, OrganizationId organization, ListApplications input) {
        return input.environment() == null
                ? null
                : projects.resolve(transaction, organization, input.environment())
                        .id();
    }

    private ApplicationView view(Application application) {
        return new ApplicationView(
                application.id(),
                application.name().value(),
                application.ref().value(),
                application.place().projectName().value(),
                application.place().environmentName().value(),
                application.source(),
                application.settings().port(),
                application.settings().healthCheck(),
                application.status(),
                application.liveRelease(),
                addresses.urls(application),
                application.createdAt());
    }
}
