package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.applications.SetVariables;
import dev.skerry.api.catalogue.Catalogue;
import dev.skerry.api.deployments.Deploy;
import dev.skerry.cli.input.Examples;
import dev.skerry.cli.input.Field;
import dev.skerry.cli.input.Fields;
import dev.skerry.cli.input.InputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private static final Fields DEPLOY = Fields.of(Deploy.class, List.of("application"));
    private static final Fields SET = Fields.of(SetVariables.class, List.of("application", "variables"));
    private static final Set<Switch> SWITCHES = Set.of(Switch.JSON, Switch.YES);

    @Test
    void takesOptionsInAnyPlaceWithTheirValuesBehindOrBesideThem() {
        var expected = Map.of("APPLICATION", List.of("notes"), "--ref", List.of("main"), "--force", List.of("true"));
        assertThat(texts(DEPLOY, "notes", "--ref", "main", "--force")).isEqualTo(expected);
        assertThat(texts(DEPLOY, "--force", "notes", "--ref=main")).isEqualTo(expected);
        assertThat(texts(DEPLOY, "--force=false", "--ref=a=b"))
                .isEqualTo(Map.of("--force", List.of("false"), "--ref", List.of("a=b")));
    }

    @Test
    void givesTheLastArgumentAllTheRest() {
        assertThat(texts(SET, "notes", "A=1", "B=--x", "C="))
                .isEqualTo(Map.of("APPLICATION", List.of("notes"), "KEY=VALUE", List.of("A=1", "B=--x", "C=")));
        assertThat(texts(SET, "--", "notes", "-A=1", "--"))
                .isEqualTo(Map.of("APPLICATION", List.of("notes"), "KEY=VALUE", List.of("-A=1", "--")));
    }

    @Test
    void tellsSwitchesFromInput() {
        var given = Arguments.parse(DEPLOY, SWITCHES, List.of("notes", "-y", "--json"));
        assertThat(given.switches()).containsExactlyInAnyOrder(Switch.JSON, Switch.YES);
        assertThat(given.asksForHelp()).isFalse();
        assertThat(Arguments.parse(DEPLOY, SWITCHES, List.of("too", "many", "-h"))
                        .asksForHelp())
                .isTrue();
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertRefused("There is no option --moon here.", "notes", "--moon");
        assertRefused("There is no option --detach here.", "notes", "--detach");
        assertRefused("--json: takes no value.", "notes", "--json=yes");
        assertRefused("There is no option -f=1 here.", "notes", "-f=1");
        assertRefused("--ref: has no value.", "notes", "--ref");
        assertRefused("--ref: is given twice.", "notes", "--ref", "a", "--ref=b");
        assertRefused("'b' is too much here.", "a", "b", "c");
    }

    @Test
    void readsTheSameAsTheHelpDescribes() {
        assertThat(new Commands().all())
                .hasSizeGreaterThan(Catalogue.all().size())
                .allSatisfy(command -> {
                    for (var field : command.fields().all()) {
                        var example = Examples.with(command.fields(), field);
                        var described = Usage.of(command, 80).parseArgs(example.toArray(String[]::new));
                        var read = Arguments.parse(command.fields(), command.switches(), example);
                        assertThat(described.matchedArgs())
                                .hasSameSizeAs(read.texts().entrySet());
                    }
                });
    }

    private static Map<String, List<String>> texts(Fields fields, String... typed) {
        var texts = new LinkedHashMap<String, List<String>>();
        Map<Field, List<String>> given =
                Arguments.parse(fields, SWITCHES, List.of(typed)).texts();
        given.forEach((field, values) -> texts.put(field.label(), values));
        return texts;
    }

    private static void assertRefused(String message, String... typed) {
        assertThatThrownBy(() -> Arguments.parse(DEPLOY, SWITCHES, List.of(typed)))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }
}
