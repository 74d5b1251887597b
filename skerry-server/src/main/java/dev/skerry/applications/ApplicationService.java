package dev.skerry.applications;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Output.Nothing;
import dev.skerry.api.Page;
import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.applications.ApplicationStatus;
import dev.skerry.api.applications.ApplicationView;
import dev.skerry.api.applications.CreateApplication;
import dev.skerry.api.applications.DeleteApplication;
import dev.skerry.api.applications.ListApplications;
import dev.skerry.api.applications.LoadVariables;
import dev.skerry.api.applications.MoveApplication;
import dev.skerry.api.applications.ProcessSettings;
import dev.skerry.api.applications.RestoreApplication;
import dev.skerry.api.applications.SetVariables;
import dev.skerry.api.applications.Strategy;
import dev.skerry.api.applications.UnsetVariable;
import dev.skerry.api.applications.UpdateApplication;
import dev.skerry.api.applications.VariableView;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.db.Database;
import dev.skerry.db.Paging;
import dev.skerry.db.Transaction;
import dev.skerry.db.UniqueViolation;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.SkerryException;
import dev.skerry.kernel.Uuids;
import dev.skerry.operations.Cleared;
import dev.skerry.projects.Projects;
import dev.skerry.secrets.Lineage;
import dev.skerry.secrets.Variables;
import dev.skerry.sources.Credentials;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Makes, finds and configures applications.
final class ApplicationService {
    static final Duration GRACE = Duration.ofDays(7);

    private final Database database;
    private final InstantSource clock;
    private final Projects projects;
    private final Variables variables;
    private final Credentials credentials;
    private final Urls urls;
    private final ApplicationStore store;

    ApplicationService(
            Applications.Storage storage,
            ApplicationStore store,
            Projects projects,
            Variables variables,
            Credentials credentials,
            Urls urls) {
        this.database = storage.database();
        this.clock = storage.clock();
        this.store = store;
        this.projects = projects;
        this.variables = variables;
        this.credentials = credentials;
        this.urls = urls;
    }

    ApplicationView create(Actor actor, CreateApplication input) {
        return unlessTaken(transaction -> {
            var environment = projects.resolve(transaction, actor.organization(), input.environment());
            var now = clock.instant();
            var application = new Application(
                    Uuids.v7(now),
                    actor.organization(),
                    new Application.Place(environment.id(), environment.name(), environment.projectName()),
                    input.name(),
                    "",
                    credentials.checked(transaction, actor.organization(), input.source()),
                    SettingsPolicy.checked(Settings.of(input)),
                    ApplicationStatus.NOT_DEPLOYED,
                    null,
                    now,
                    null);
            return view(transaction.handle(), store.create(transaction, application, labels(application)));
        });
    }

    Page<ApplicationView> list(Actor actor, ListApplications input) {
        var paging = Paging.of(input.cursor(), input.limit());
        return database.read(handle -> {
            var environment = environmentOf(handle, actor.organization(), input);
            var found = store.list(handle, actor.organization(), environment, input.search(), paging);
            var answering = urls.of(handle, found);
            return paging.page(found, ApplicationStore::sortKey)
                    .map(application -> view(application, answering.getOrDefault(application.id(), List.of())));
        });
    }

    ApplicationView get(Actor actor, ApplicationInput input) {
        return database.read(handle -> view(handle, resolve(handle, actor.organization(), input.application())));
    }

    ApplicationView update(Actor actor, UpdateApplication input, Cleared cleared) {
        return unlessTaken(transaction -> {
            var now = locked(transaction, actor, input.application());
            var changed = new Application(
                    now.id(),
                    now.organization(),
                    now.place(),
                    Objects.requireNonNullElse(input.name(), now.name()),
                    now.label(),
                    input.source() == null
                            ? now.source()
                            : credentials.checked(transaction, actor.organization(), input.source()),
                    SettingsPolicy.checked(now.settings().with(input, cleared)),
                    now.status(),
                    now.liveRelease(),
                    now.createdAt(),
                    now.deletedAt());
            store.update(transaction, changed);
            return view(transaction.handle(), changed);
        });
    }

    /// What runs goes on in its old environment until the next release.
    ApplicationView move(Actor actor, MoveApplication input) {
        return unlessTaken(transaction -> {
            var now = locked(transaction, actor, input.application());
            var environment = projects.resolve(transaction, actor.organization(), input.environment());
            var moved = now.in(new Application.Place(environment.id(), environment.name(), environment.projectName()));
            store.update(transaction, moved);
            return view(transaction.handle(), moved);
        });
    }

    /// The rows stay until the grace time is over; what runs is stopped by the reconciler, who sees that it is deleted.
    Nothing delete(Actor actor, DeleteApplication input) {
        database.useTransaction(transaction -> {
            var application = locked(transaction, actor, input.application());
            var now = clock.instant();
            var grace = Boolean.TRUE.equals(input.now()) ? Duration.ZERO : GRACE;
            store.setDeletion(
                    transaction,
                    application,
                    new ApplicationStore.Deletion(now, now.plus(grace), Boolean.TRUE.equals(input.volumes())));
        });
        return Nothing.NOTHING;
    }

    ApplicationView restore(Actor actor, RestoreApplication input) {
        return unlessTaken(transaction -> {
            var found = store.findDeleted(transaction.handle(), actor.organization(), input.application());
            var application = theOnly(found, input.application());
            store.lock(transaction, application);
            requireEnvironment(transaction, application);
            requirePorts(transaction, application);
            store.relabel(transaction, application, labels(application));
            store.setDeletion(transaction, application, null);
            if (application.status() == ApplicationStatus.RUNNING) {
                store.setStatus(transaction, application, ApplicationStatus.STOPPED, application.liveRelease());
            }
            return view(transaction.handle(), store.get(transaction.handle(), actor.organization(), application.id()));
        });
    }

    /// While it was away its ports were anybody's.
    private void requirePorts(Transaction transaction, Application application) {
        for (var port : application.settings().ports()) {
            if (store.isOthers(transaction, application, port)) {
                throw new SkerryException(
                        ErrorCode.CONFLICT,
                        "Another application publishes port %s, which '%s' had before it was deleted."
                                .formatted(port.published(), application.name()));
            }
        }
    }

    private void requireEnvironment(Transaction transaction, Application application) {
        var place = application.place();
        try {
            var reference = new EnvironmentRef(place.environment().toString());
            projects.resolve(transaction, application.organization(), reference);
        } catch (SkerryException e) {
            throw new SkerryException(
                    ErrorCode.CONFLICT,
                    "The environment '%s.%s' was deleted too: restore it first."
                            .formatted(place.projectName(), place.environmentName()),
                    e);
        }
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
        return theOnly(store.find(handle, organization, reference), reference);
    }

    private static Application theOnly(List<Application> found, ApplicationRef reference) {
        if (found.size() > 1) {
            throw new SkerryException(
                    ErrorCode.AMBIGUOUS,
                    "'%s' is the name of %d applications: name its environment too, as in '%s'."
                            .formatted(reference, found.size(), found.getFirst().ref()));
        }
        return found.stream().findFirst().orElseThrow(() -> SkerryException.notFound("application", reference));
    }

    List<Applications.Due> due(Handle handle) {
        return store.due(handle, clock.instant());
    }

    void forget(Transaction transaction, Application application) {
        variables.forget(transaction, application.organization(), application.id());
        store.forget(transaction, application);
    }

    /// Read again under the lock, so that of two changes at once none is lost.
    Application locked(Transaction transaction, Actor actor, ApplicationRef reference) {
        var application = resolve(transaction.handle(), actor.organization(), reference);
        store.lock(transaction, application);
        return store.get(transaction.handle(), actor.organization(), application.id());
    }

    private <T> T unlessTaken(Function<Transaction, T> work) {
        try {
            return database.inTransaction(work);
        } catch (UniqueViolation e) {
            throw new SkerryException(
                    ErrorCode.ALREADY_EXISTS,
                    "There is an application of this name in the environment already: choose another name.",
                    e);
        }
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

    private @Nullable UUID environmentOf(Handle handle, OrganizationId organization, ListApplications input) {
        return input.environment() == null
                ? null
                : projects.environment(handle, organization, input.environment())
                        .id();
    }

    /// The one it has comes first and stays, unless another got it while this one was deleted.
    private static List<String> labels(Application application) {
        var labels = new ArrayList<>(GeneratedLabel.candidates(
                application.id(), application.place(), application.name().value()));
        if (!application.label().isEmpty()) {
            labels.addFirst(application.label());
        }
        return labels;
    }

    ApplicationView view(Handle handle, Application application) {
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
                application.settings().build(),
                application.settings().port(),
                application.settings().healthCheck(),
                application.settings().strategy(),
                application.settings().strategy() == Strategy.CANARY
                        ? application.settings().canary()
                        : null,
                application.settings().watch().value(),
                keepReleases(application.settings()),
                application.settings().drain().value(),
                processes(application.settings()),
                application.settings().volumes(),
                application.settings().ports(),
                application.status(),
                application.liveRelease(),
                urls,
                application.createdAt());
    }

    private static @Nullable Integer keepReleases(Settings settings) {
        var kept = settings.keepReleases();
        return kept == null ? null : kept.value();
    }

    private static Map<String, ProcessSettings> processes(Settings settings) {
        return settings.processes().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().value(), Map.Entry::getValue));
    }
}
