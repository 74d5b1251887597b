package dev.skerry.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Operation;
import dev.skerry.api.Role;
import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.applications.ApplicationView;
import dev.skerry.api.applications.CreateApplication;
import dev.skerry.api.applications.RestoreApplication;
import dev.skerry.api.applications.Source;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.catalogue.ProjectRows;
import dev.skerry.api.catalogue.VariableRows;
import dev.skerry.api.projects.CreateEnvironment;
import dev.skerry.api.projects.CreateProject;
import dev.skerry.api.projects.DeleteEnvironment;
import dev.skerry.api.projects.DeleteProject;
import dev.skerry.api.projects.EnvironmentInput;
import dev.skerry.api.projects.EnvironmentView;
import dev.skerry.api.projects.ListProjects;
import dev.skerry.api.projects.ProjectInput;
import dev.skerry.api.projects.ProjectView;
import dev.skerry.api.projects.SetProjectVariables;
import dev.skerry.api.projects.UpdateEnvironment;
import dev.skerry.api.projects.UpdateProject;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.api.values.ImageReference;
import dev.skerry.api.values.Label;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.ProjectRef;
import dev.skerry.api.values.VariableName;
import dev.skerry.api.values.VariableValue;
import dev.skerry.crypto.Vault;
import dev.skerry.db.TestDatabase;
import dev.skerry.events.Events;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.SettableClock;
import dev.skerry.kernel.SkerryException;
import dev.skerry.operations.Binding;
import dev.skerry.projects.Projects;
import dev.skerry.secrets.Files;
import dev.skerry.secrets.Variables;
import dev.skerry.sources.Credentials;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Projects and environments are renamed, go, and come back.
class PlacesTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Name SHOP = new Name("shop");
    private static final ProjectRef SHOP_REF = new ProjectRef("shop");
    private static final EnvironmentRef PRODUCTION = new EnvironmentRef("shop.production");

    @TempDir
    private Path folder;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T08:00:00Z"));
    private final Actor ada =
            new Actor(UUID.randomUUID(), new OrganizationId(UUID.randomUUID()), Role.OWNER, UUID.randomUUID());
    private List<Binding<?, ?>> bindings;
    private PlaceService places;

    @BeforeEach
    void makeAProject() {
        var vault = Vault.open(folder.resolve("keys.json"));
        var projects = new Projects(DATABASE.get(), clock);
        var variables = new Variables(DATABASE.get(), vault, clock, projects);
        var storage = new Applications.Storage(DATABASE.get(), clock, new Events());
        var secrets = new Applications.Secrets(
                variables, new Files(vault, clock), new Credentials(DATABASE.get(), vault, clock));
        var applications = new Applications(
                storage, projects, secrets, (handle, found) -> Map.of(), new PublishablePorts(List.of(), Set.of()));
        bindings = Stream.of(projects.operations(), variables.operations(), applications.operations())
                .<Binding<?, ?>>flatMap(List::stream)
                .toList();
        places = new PlaceService(storage, new ApplicationStore(storage.events()), projects, variables);
        DATABASE.get().useTransaction(transaction -> {
            var sql = "INSERT INTO organizations (id, name, created_at) VALUES (?, ?, now())";
            transaction.handle().execute(sql, ada.organization().value(), ada.toString());
        });
        call(ProjectRows.CREATE, new CreateProject(SHOP, null));
    }

    @Test
    void renamesAndDescribes() {
        call(ApplicationRows.CREATE, notes());
        var label = label();

        call(ProjectRows.UPDATE, new UpdateProject(SHOP_REF, new Name("store"), null));
        var store = call(ProjectRows.UPDATE, new UpdateProject(new ProjectRef("store"), null, new Label("Sells")));
        var live = call(
                ProjectRows.UPDATE_ENVIRONMENT,
                new UpdateEnvironment(new EnvironmentRef("store.production"), new Name("live"), new Label("For all")));

        assertThat(store)
                .extracting(ProjectView::name, ProjectView::description)
                .containsExactly("store", "Sells");
        assertThat(live)
                .extracting(EnvironmentView::name, EnvironmentView::project, EnvironmentView::description)
                .containsExactly("live", "store", "For all");
        assertThat(application("store.live.notes").name()).isEqualTo("notes");
        assertThat(label()).as("what its generated host name begins with").isEqualTo(label);
    }

    @Test
    void refusesANameThatIsTaken() {
        call(ProjectRows.CREATE_ENVIRONMENT, new CreateEnvironment(SHOP_REF, new Name("test")));

        assertRefused(
                ErrorCode.ALREADY_EXISTS,
                () -> call(ProjectRows.UPDATE_ENVIRONMENT, new UpdateEnvironment(PRODUCTION, new Name("test"), null)));
    }

    @Test
    void refusesToDeleteWhatHoldsApplications() {
        call(ApplicationRows.CREATE, notes());

        assertRefused(ErrorCode.CONFLICT, () -> delete(null))
                .hasMessage("Applications are in 'shop.production': notes. "
                        + "Delete or move them, or use force to delete them too.");
        assertRefused(
                ErrorCode.CONFLICT,
                () -> call(ProjectRows.DELETE_ENVIRONMENT, new DeleteEnvironment(PRODUCTION, null)));
        assertThat(application("shop.production.notes").name()).isEqualTo("notes");
    }

    @Test
    void restoresWhatWasDeletedByForce() {
        call(ApplicationRows.CREATE, notes());
        delete(true);

        assertThat(call(ProjectRows.LIST, new ListProjects(null, null, null)).items())
                .isEmpty();
        assertRefused(ErrorCode.NOT_FOUND, () -> application("shop.production.notes"));
        assertRefused(ErrorCode.NOT_FOUND, () -> call(ApplicationRows.CREATE, notes()));
        assertRefused(ErrorCode.CONFLICT, this::restoreNotes).hasMessageContaining("restore it first");

        var restored = call(ProjectRows.RESTORE, new ProjectInput(SHOP_REF));
        assertThat(restored.environments()).extracting(EnvironmentView::name).containsExactly("production");
        restoreNotes();
        assertThat(application("shop.production.notes").name()).isEqualTo("notes");
    }

    @Test
    void freesTheNameAtOnce() {
        delete(null);
        call(ProjectRows.CREATE, new CreateProject(SHOP, null));

        assertRefused(ErrorCode.ALREADY_EXISTS, () -> call(ProjectRows.RESTORE, new ProjectInput(SHOP_REF)));
        delete(null);
        assertRefused(ErrorCode.AMBIGUOUS, () -> call(ProjectRows.RESTORE, new ProjectInput(SHOP_REF)));
    }

    @Test
    void restoresAnEnvironmentOnlyWithItsProject() {
        call(ProjectRows.DELETE_ENVIRONMENT, new DeleteEnvironment(PRODUCTION, null));
        clock.advance(Duration.ofSeconds(1));
        delete(null);

        assertRefused(
                ErrorCode.CONFLICT, () -> call(ProjectRows.RESTORE_ENVIRONMENT, new EnvironmentInput(PRODUCTION)));
        assertThat(call(ProjectRows.RESTORE, new ProjectInput(SHOP_REF)).environments())
                .as("it went before its project")
                .isEmpty();
        assertThat(call(ProjectRows.RESTORE_ENVIRONMENT, new EnvironmentInput(PRODUCTION))
                        .name())
                .isEqualTo("production");
    }

    @Test
    void removesForGoodWhenTheGraceTimeIsOver() {
        var variables = Map.of(new VariableName("A"), new VariableValue("1"));
        call(VariableRows.SET_OF_PROJECT, new SetProjectVariables(SHOP_REF, variables, null));
        delete(null);

        places.purge();
        assertThat(rows("projects") + rows("environments") + rows("variables")).isEqualTo(3);
        clock.advance(Duration.ofDays(8));
        places.purge();
        assertThat(rows("projects") + rows("environments") + rows("variables")).isZero();
    }

    @Test
    void keepsWhatStillHoldsADeletedApplication() {
        call(ApplicationRows.CREATE, notes());
        delete(true);
        clock.advance(Duration.ofDays(8));

        places.purge();

        assertThat(rows("projects") + rows("environments")).isEqualTo(2);
    }

    private static CreateApplication notes() {
        var source = new Source.Image(new ImageReference("notes:1"));
        return new CreateApplication(
                new Name("notes"), PRODUCTION, source, null, null, null, null, null, null, null, null);
    }

    private void delete(@Nullable Boolean force) {
        call(ProjectRows.DELETE, new DeleteProject(SHOP_REF, force));
    }

    private void restoreNotes() {
        call(ApplicationRows.RESTORE, new RestoreApplication(new ApplicationRef("shop.production.notes")));
    }

    private ApplicationView application(String reference) {
        return call(ApplicationRows.GET, new ApplicationInput(new ApplicationRef(reference)));
    }

    private String label() {
        return DATABASE.get()
                .read(handle -> handle.createQuery(
                                "SELECT label FROM applications WHERE organization_id = :organization")
                        .bind("organization", ada.organization().value())
                        .mapTo(String.class)
                        .one());
    }

    private int rows(String table) {
        return DATABASE.get()
                .read(handle -> handle.createQuery(
                                "SELECT count(*) FROM %s WHERE organization_id = :organization".formatted(table))
                        .bind("organization", ada.organization().value())
                        .mapTo(Integer.class)
                        .one());
    }

    private AbstractThrowableAssert<?, ?> assertRefused(ErrorCode code, ThrowingCallable work) {
        return assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @SuppressWarnings("unchecked") // a binding pairs its row's types with its handler's
    private <I extends Record, O> O call(Operation<I, O> operation, I input) {
        var handler = bindings.stream()
                .filter(binding -> binding.operation().equals(operation))
                .map(binding -> (Binding.Call<I, O>) binding.handler())
                .findFirst()
                .orElseThrow();
        return handler.handle(ada, input);
    }
}
