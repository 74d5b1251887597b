package dev.skerry.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Role;
import dev.skerry.api.applications.VariableView;
import dev.skerry.api.values.Dotenv;
import dev.skerry.api.values.VariableName;
import dev.skerry.api.values.VariableValue;
import dev.skerry.crypto.Vault;
import dev.skerry.db.TestDatabase;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SettableClock;
import dev.skerry.kernel.SkerryException;
import dev.skerry.projects.Projects;
import dev.skerry.secrets.Lineage.Owner;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class VariablesTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    @TempDir
    private Path folder;

    private final OrganizationId organization = new OrganizationId(UUID.randomUUID());
    private Variables variables;
    private Lineage notes;

    @BeforeEach
    void makeThree() {
        var clock = new SettableClock(NOW);
        var projects = new Projects(DATABASE.get(), clock);
        variables = new Variables(DATABASE.get(), Vault.open(folder.resolve("keys.json")), clock, projects);
        notes = DATABASE.get().inTransaction(transaction -> {
            var sql = "INSERT INTO organizations (id, name, created_at) VALUES (?, ?, now())";
            transaction.handle().execute(sql, organization.value(), organization.toString());
            var environment = projects.resolve(transaction, organization, null);
            return variables.lineage(
                    transaction.handle(),
                    organization,
                    environment.id(),
                    new Owner(UUID.randomUUID(), "default.production.notes"));
        });
    }

    @Test
    void isSecretUnlessItIsSaidToBePlain() {
        set(notes, Map.of("A", "1"), null);
        set(notes, Map.of("B", "2"), true);

        assertThat(list(Role.DEVELOPER))
                .containsExactly(new VariableView("A", false, null, NOW), new VariableView("B", true, "2", NOW));
        set(notes, Map.of("A", "3", "B", "4"), null);
        assertThat(list(Role.OWNER)).extracting(VariableView::value).containsExactly(null, "4");
        set(notes, Map.of("B", "5"), false);
        assertThat(list(Role.OWNER)).extracting(VariableView::plain).containsExactly(false, false);
    }

    @Test
    void showsNoValueToAViewer() {
        set(notes, Map.of("B", "2"), true);

        assertThat(list(Role.VIEWER)).containsExactly(new VariableView("B", true, null, NOW));
    }

    @Test
    void givesAProcessItsOwnVariablesAndWhatTheyReferTo() {
        set(above(Level.PROJECT), Map.of("HOST", "db", "UNUSED", "x"), true);
        set(above(Level.ENVIRONMENT), Map.of("PASSWORD", "hunter22", "DSN", "${{PASSWORD}}@${{HOST}}"), null);
        set(notes, Map.of("URL", "pg://${{environment.DSN}}/notes", "HOST", "${{project.HOST}}"), true);

        var configuration = read(handle -> variables.values(handle, notes));

        assertThat(configuration.values())
                .isEqualTo(Map.of("URL", new Secret("pg://hunter22@db/notes"), "HOST", new Secret("db")));
        assertThat(configuration.plain()).containsExactly("HOST");
        assertThat(secrets())
                .containsExactlyInAnyOrder(
                        new Secret("hunter22"), new Secret("hunter22@db"), new Secret("pg://hunter22@db/notes"));
    }

    @Test
    void refusesToSetWhatRefersToNothingAndKeepsNoneOfIt() {
        assertThatThrownBy(() -> set(notes, Map.of("GOOD", "1", "BAD", "${{project.NONE}}"), null))
                .isInstanceOfSatisfying(SkerryException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT);
                    assertThat(e.field()).isEqualTo("/variables");
                })
                .hasMessageContaining("refers to ${{project.NONE}}")
                .hasMessageContaining("skerry projects env set default NONE=...");
        assertThat(list(Role.OWNER)).isEmpty();
    }

    @Test
    void findsOnlyAtTheEndWhatWentAwayMeanwhile() {
        set(above(Level.PROJECT), Map.of("HOST", "db"), null);
        set(notes, Map.of("URL", "${{HOST}}", "PASSWORD", "hunter22"), null);
        DATABASE.get()
                .useTransaction(
                        transaction -> variables.unset(transaction, above(Level.PROJECT), new VariableName("HOST")));

        assertThatThrownBy(() -> read(handle -> variables.values(handle, notes)))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNPROCESSABLE));
        assertThat(secrets()).contains(new Secret("hunter22"));
    }

    @Test
    void loadsTheTextOfAFile() {
        set(notes, Map.of("KEPT", "1"), true);

        DATABASE.get()
                .useTransaction(
                        transaction -> variables.load(transaction, notes, new Dotenv("A=1\nB=${{A}}2 # both\n"), true));

        assertThat(list(Role.OWNER)).extracting(VariableView::name).containsExactly("A", "B", "KEPT");
        assertThat(read(handle -> variables.values(handle, notes)).values()).containsEntry("B", new Secret("12"));
    }

    @Test
    void keepsOneOwnersVariablesFromAnother() {
        var elsewhere = new Lineage(new OrganizationId(UUID.randomUUID()), notes.owners());
        set(notes, Map.of("A", "1"), null);

        assertThat(read(handle -> variables.values(handle, elsewhere)).values()).isEmpty();
        assertThatThrownBy(() -> DATABASE.get()
                        .useTransaction(transaction -> variables.unset(transaction, elsewhere, new VariableName("A"))))
                .hasMessage("There is no variable 'A'.");
    }

    private Lineage above(Level level) {
        var project = Lineage.of(organization, notes.owner(Level.PROJECT));
        return level == Level.PROJECT ? project : project.with(level, notes.owner(level));
    }

    private void set(Lineage lineage, Map<String, String> values, @Nullable Boolean plain) {
        var checked = new HashMap<VariableName, VariableValue>();
        values.forEach((name, value) -> checked.put(new VariableName(name), new VariableValue(value)));
        DATABASE.get().useTransaction(transaction -> variables.set(transaction, lineage, checked, plain));
    }

    private List<VariableView> list(Role role) {
        var actor = new Actor(UUID.randomUUID(), organization, role, UUID.randomUUID(), false);
        return read(handle -> variables.list(handle, actor, notes)).items();
    }

    private List<Secret> secrets() {
        return read(handle -> variables.secrets(handle, notes));
    }

    private <T> T read(Function<Handle, T> work) {
        return DATABASE.get().read(work);
    }
}
