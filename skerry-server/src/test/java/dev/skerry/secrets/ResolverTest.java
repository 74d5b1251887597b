package dev.skerry.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import dev.skerry.secrets.Lineage.Owner;
import dev.skerry.secrets.Resolver.Resolved;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class ResolverTest {
    private static final Lineage NOTES = Lineage.of(
                    new OrganizationId(new UUID(0, 1)), new Owner(new UUID(0, 2), "shop"))
            .with(Level.ENVIRONMENT, new Owner(new UUID(0, 3), "shop.test"))
            .with(Level.APPLICATION, new Owner(new UUID(0, 4), "shop.test.notes"));

    private final Map<Level, Map<String, Variable>> variables = new EnumMap<>(Level.class);

    @Test
    void leavesAValueWithoutReferencesAlone() {
        application("EMPTY", "").application("PRICE", "5 $ {{x}} ${HOME} $$ }} $");

        assertThat(value("EMPTY")).isEmpty();
        assertThat(value("PRICE")).isEqualTo("5 $ {{x}} ${HOME} $$ }} $");
    }

    @Test
    void takesWhatAReferenceNames() {
        project("HOST", "db").environment("NAME", "notes-test").application("USER", "ada");
        application("URL", "pg://${{USER}}@${{project.HOST}}:5432/${{ environment.NAME }}?");

        assertThat(value("URL")).isEqualTo("pg://ada@db:5432/notes-test?");
    }

    @Test
    void takesTheNearestOfThatName() {
        project("A", "project")
                .environment("A", "environment")
                .project("B", "only the project's")
                .environment("C", "${{A}} ${{project.A}} ${{B}}")
                .application("A", "own")
                .application("ALL", "${{A}}, ${{environment.A}}, ${{project.A}}, ${{B}}, ${{environment.C}}");

        assertThat(value("ALL"))
                .isEqualTo("own, environment, project, only the project's, environment project only the project's");
    }

    @Test
    void resolvesThroughSeveralOthers() {
        application("A", "a${{B}}a").application("B", "b${{C}}b").application("C", "c");

        assertThat(value("A")).isEqualTo("abcba");
    }

    @Test
    void keepsAnEscapedReferenceAsText() {
        application("A", "$${{B}} and ${{B}} and $$${{B}}").application("B", "b");

        assertThat(value("A")).isEqualTo("${{B}} and b and $${{B}}");
    }

    @Test
    void isSecretWhenAnythingItRefersToIs() {
        project("PASSWORD", "hunter22");
        plain(Level.PROJECT, "HOST", "db").plain(Level.APPLICATION, "SAFE", "${{HOST}}:1");
        plain(Level.APPLICATION, "INDIRECT", "x${{UNSAFE}}").plain(Level.APPLICATION, "UNSAFE", "${{PASSWORD}}@");

        assertThat(resolved("SAFE")).isEqualTo(new Resolved("db:1", true));
        assertThat(resolved("INDIRECT")).isEqualTo(new Resolved("xhunter22@", false));
        assertThat(resolved("INDIRECT").toString()).doesNotContain("hunter22");
    }

    @Test
    void refusesAnUnknownReferenceAndSaysWhereToSetIt() {
        application("URL", "${{project.HOST}}")
                .application("NEAR", "${{HOST}}")
                .application("IN", "${{environment.X}}");

        assertRefused("URL").hasMessage("""
                The variable 'URL' of application 'shop.test.notes' refers to ${{project.HOST}}, but there is no 'HOST' in \
                project 'shop'. Set it by 'skerry projects env set shop HOST=...'.""");
        assertRefused("IN").hasMessageContaining("Set it by 'skerry environments env set shop.test X=...'");
        assertRefused("NEAR").hasMessage("""
                The variable 'NEAR' of application 'shop.test.notes' refers to ${{HOST}}, but there is no 'HOST' in \
                application 'shop.test.notes' or environment 'shop.test' or project 'shop'. \
                Set it by 'skerry env set shop.test.notes HOST=...'.""");
    }

    @Test
    void refusesAnEnvironmentsVariableInAProject() {
        environment("X", "x").project("A", "${{environment.X}}");

        assertThatThrownBy(() -> resolver().resolve(Level.PROJECT, "A"))
                .hasMessageContaining("refers to ${{environment.X}}, but a project has several environments");
    }

    @Test
    void showsTheCircle() {
        application("A", "${{B}}").application("B", "${{C}}").application("C", "${{B}}");

        assertRefused("A")
                .hasMessage("The variable 'B' of application 'shop.test.notes' refers to itself: B -> C -> B.");
    }

    @Test
    void tellsHowToTakeTheOneAboveOver() {
        environment("PORT", "1").application("PORT", "${{PORT}}");

        assertRefused("PORT")
                .hasMessage("The variable 'PORT' of application 'shop.test.notes' refers to itself: PORT -> PORT. "
                        + "To take the one of the environment over, write ${{environment.PORT}}.");
        application("PORT", "${{environment.PORT}}");
        assertThat(value("PORT")).isEqualTo("1");
    }

    @Test
    void goesAsDeepAsItMayAndNoDeeper() {
        for (var i = 1; i < Resolver.DEEPEST; i++) {
            application("V" + i, "${{V%d}}".formatted(i + 1));
        }
        application("V" + Resolver.DEEPEST, "deep");
        application("V0", "${{V1}}");

        assertThat(value("V1")).isEqualTo("deep");
        assertRefused("V0")
                .hasMessage("The variable 'V0' of application 'shop.test.notes' refers over more than 20 others.");
    }

    @Test
    void refusesWhatGrowsWithoutEnd() {
        application("V0", "0123456789");
        for (var i = 1; i < 18; i++) {
            application("V" + i, "${{V%d}}${{V%d}}".formatted(i - 1, i - 1));
        }

        assertRefused("V17").hasMessageContaining("is longer than 65536 characters once resolved");
    }

    @Test
    void refusesWhatIsNoReferenceWithoutShowingIt() {
        application("OPEN", "hunter22${{project.X");
        application("EMPTY", "${{}}")
                .application("OTHER", "ab${{application.hunter22}}")
                .application("BAD", "${{a b}}");

        assertRefused("OPEN")
                .hasMessageContaining("'OPEN' of application 'shop.test.notes' cannot be read: "
                        + "the ${{ at character 9 has no }}; write ${{NAME}}, ${{environment.NAME}} or "
                        + "${{project.NAME}}, and $${{ for the text itself")
                .hasMessageNotContaining("hunter22");
        assertRefused("EMPTY").hasMessageContaining("at character 1 is no reference");
        assertRefused("OTHER")
                .hasMessageContaining("at character 3 is no reference")
                .hasMessageNotContaining("hunter22");
        assertRefused("BAD").hasMessageContaining("is no reference");
    }

    private ResolverTest project(String name, String value) {
        return set(Level.PROJECT, name, value, false);
    }

    private ResolverTest environment(String name, String value) {
        return set(Level.ENVIRONMENT, name, value, false);
    }

    private ResolverTest application(String name, String value) {
        return set(Level.APPLICATION, name, value, false);
    }

    private ResolverTest plain(Level level, String name, String value) {
        return set(level, name, value, true);
    }

    private ResolverTest set(Level level, String name, String value, boolean plain) {
        variables.computeIfAbsent(level, _ -> new HashMap<>()).put(name, new Variable(new Secret(value), plain));
        return this;
    }

    private Resolver resolver() {
        return new Resolver(NOTES, variables);
    }

    private Resolved resolved(String name) {
        return resolver().resolve(Level.APPLICATION, name);
    }

    private String value(String name) {
        return resolved(name).value();
    }

    private AbstractThrowableAssert<?, ?> assertRefused(String name) {
        return assertThatThrownBy(() -> resolved(name))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNPROCESSABLE));
    }
}
