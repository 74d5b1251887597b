package dev.skerry.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.Json;
import dev.skerry.api.applications.CreateApplication;
import dev.skerry.api.applications.SetVariables;
import dev.skerry.api.catalogue.Catalogue;
import dev.skerry.api.deployments.Deploy;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class AssemblyTest {
    private static final Fields CREATE = Fields.of(CreateApplication.class, List.of("name"));

    @Test
    void putsFieldsWhereTheyBelong() {
        assertJson(create("--git", "file:///srv/notes.git", "--ref", "main", "--port", "3000"), """
                {"name": "notes", "port": 3000,
                 "source": {"type": "git", "url": "file:///srv/notes.git", "ref": "main"}}""");
    }

    @Test
    void fillsInWhatTheTypeHasADefaultFor() {
        assertJson(create("--image", "nginx", "--health-path", "/up", "--health-check-http-timing-retries", "9"), """
                {"name": "notes", "source": {"type": "image", "image": "nginx"},
                 "healthCheck": {"type": "http", "path": "/up",
                   "timing": {"startPeriod": 60, "interval": 5, "timeout": 2, "retries": 9}}}""");
    }

    @Test
    void picksAlternativesThatNeedNothing() {
        assertJson(create("--archive", "", "--health-tcp", ""), """
                {"name": "notes", "source": {"type": "archive"},
                 "healthCheck": {"type": "tcp",
                   "timing": {"startPeriod": 60, "interval": 5, "timeout": 2, "retries": 3}}}""");
    }

    @Test
    void namesWhatIsMissing() {
        assertThatThrownBy(() -> create()).hasMessage("One of --git, --image, --archive is missing.");
        assertThatThrownBy(() -> create("--ref", "main")).hasMessage("--git is missing.");
        assertThatThrownBy(() -> create("--archive", "", "--health-check-http-timing-retries", "1"))
                .hasMessage("--health-path is missing.");
        assertThatThrownBy(() -> Assembly.of(CREATE, Map.of())).hasMessage("NAME is missing.");
    }

    @Test
    void refusesTwoAlternativesAtOnce() {
        assertThatThrownBy(() -> create("--git", "file:///a/b", "--image", "nginx"))
                .isInstanceOf(InputException.class)
                .hasMessage("--image: cannot stand beside what says 'git' for source; leave one of them out.");
    }

    @Test
    void letsEachTypeCheckItsOwnValue() {
        assertThatThrownBy(() -> create("--archive", "", "--port", "99999"))
                .hasMessage("--port: '99999' is not a port: must be between 1 and 65535.");
        assertThatThrownBy(() -> create("--archive", "", "--port", "many"))
                .hasMessage("--port: 'many' is not a whole number; it is a port, must be between 1 and 65535.");
        assertThatThrownBy(() -> create("--git", "ext::sh -c x"))
                .hasMessageStartingWith("--git: 'ext::sh -c x' is not a git URL");
        assertThatThrownBy(() -> assemble(Deploy.class, List.of("application"), "APPLICATION", "No!"))
                .hasMessageStartingWith("APPLICATION: 'No!' is not an application: must be");
        assertThatThrownBy(() ->
                        assemble(Deploy.class, List.of("application"), "APPLICATION", "notes", "--force", "maybe"))
                .hasMessage("--force: 'maybe' is neither true nor false.");
    }

    @Test
    void takesPairsApartAtTheFirstEqualsSign() {
        assertJson(variables("A=1", "B=x=y", "C="), """
                {"application": "notes", "variables": {"A": "1", "B": "x=y", "C": ""}}""");
        assertThatThrownBy(() -> variables("A")).hasMessage("KEY=VALUE: 'A' has no '='; write KEY=VALUE.");
        assertThatThrownBy(() -> variables("A=1", "A=2")).hasMessage("KEY=VALUE: A is given twice.");
        assertThatThrownBy(() -> variables("1A=secret"))
                .hasMessageStartingWith("KEY=VALUE: '1A' is not a variable name")
                .hasMessageNotContaining("secret");
    }

    @Test
    void readsEveryExampleBackIntoTheInputOfItsOperation() {
        assertThat(Catalogue.all()).isNotEmpty().allSatisfy(operation -> {
            var fields = Fields.of(operation.input(), operation.positional());
            for (var field : fields.all()) {
                var example = Examples.with(fields, field);
                assertThat(example).isNotNull();
            }
            assertThat(Examples.typed(Examples.shortest(fields))).doesNotContain("correct horse");
        });
        assertThat(Examples.typed(Examples.shortest(CREATE)))
                .isEqualTo("notes --git https://git.example.org/shop/notes.git");
    }

    private static ObjectNode create(String... options) {
        return assemble(CreateApplication.class, List.of("name"), concat("NAME", "notes", options));
    }

    private static ObjectNode variables(String... pairs) {
        var fields = Fields.of(SetVariables.class, List.of("application", "variables"));
        return Assembly.of(
                fields,
                Map.of(fields.all().getFirst(), List.of("notes"), fields.all().get(1), List.of(pairs)));
    }

    /// Labels and texts by turns.
    private static ObjectNode assemble(Class<? extends Record> type, List<String> positional, String... given) {
        var fields = Fields.of(type, positional);
        var texts = new LinkedHashMap<Field, List<String>>();
        for (var i = 0; i < given.length; i += 2) {
            var label = given[i];
            var field = fields.all().stream()
                    .filter(candidate ->
                            candidate.label().equals(label) || candidate.names().contains(label))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no field " + label));
            texts.put(field, List.of(given[i + 1]));
        }
        return Assembly.of(fields, texts);
    }

    private static String[] concat(String first, String second, String... rest) {
        var all = new String[rest.length + 2];
        all[0] = first;
        all[1] = second;
        System.arraycopy(rest, 0, all, 2, rest.length);
        return Arrays.copyOf(all, all.length);
    }

    private static void assertJson(ObjectNode actual, String expected) {
        assertThat(Json.MAPPER.readTree(actual.toString())).isEqualTo(Json.MAPPER.readTree(expected));
    }
}
