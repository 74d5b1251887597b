package dev.skerry.applications;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Output.Nothing;
import dev.skerry.api.Page;
import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.applications.ApplicationStatus;
import dev.skerry.api.applications.ApplicationView;
import dev.skerry.api.applications.CreateApplication;
import dev.skerry.api.applications.ListApplications;
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
import dev.skerry.secrets.Variables;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Makes, finds and configures applications.
final class ApplicationService {
    private final Database database;
    private final InstantSource clock;
    private final Projects projects;
    private final Variables variables;
    private final Urls urls;
    private final ApplicationStore store = new ApplicationStore();

    ApplicationService(Database database, InstantSource clock, Projects projects, Variables variables, Urls urls) {
        this.database = database;
        this.clock = clock;
        this.projects = projects;
        this.variables = variables;
        this.urls = urls;
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
                        "",
                        input.source(),
                        Settings.of(input.port(), input.healthCheck()),
                        ApplicationStatus.NOT_DEPLOYED,
                        null,
                        now);
                var labels = GeneratedLabel.candidates(
                        application.id(), application.place(), input.name().value());
                return view(transaction.handle(), store.create(transaction, application, labels));
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
            var answering = urls.of(transaction.handle(), found);
            return paging.page(found, ApplicationStore::sortKey)
                    .map(application -> view(application, answering.getOrDefault(application.id(), List.of())));
        });
    }

    ApplicationView get(Actor actor, ApplicationInput input) {
        return database.read(handle -> view(handle, resolve(handle, actor.organization(), input.application())));
    }

    Page<VariableView> listVariables(Actor actor, ApplicationInput input) {
        return database.read(handle -> {
            var application = resolve(handle, actor.organization(), input.application());
            return Page.whole(variables.list(handle, actor.organization(), application.id()));
        });
    }

    Page<VariableView> setVariables(Actor actor, SetVariables input) {
        return database.inTransaction(transaction -> {
            var application = resolve(transaction.handle(), actor.organization(), input.application());
            variables.set(transaction, actor.organization(), application.id(), input.variables());
            return Page.whole(variables.list(transaction.handle(), actor.organization(), application.id()));
        });
    }

    Nothing unsetVariable(Actor actor, UnsetVariable input) {
        database.useTransaction(transaction -> {
            var application = resolve(transaction.handle(), actor.organization(), input.application());
            variables.unset(transaction, actor.organization(), application.id(), input.name());
        });
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

    private @Nullable UUID environmentOf(Transaction transaction, OrganizationId organization, ListApplications input) {
        return input.environment() == null
                ? null
                : projects.resolve(transaction, organization, input.environment())
                        .id();
    }

    private ApplicationView view(Handle handle, Application application) {
        var answering = urls.of(handle, List.of(application));
        return view(application, answering.getOrDefault(application.id(), List.of()));
    }

    private static ApplicationView view(Application application, List<String> urls) {
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
                urls,
                application.createdAt());
    }
}
