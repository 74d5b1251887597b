package dev.skerry.operations;

import static dev.skerry.api.Operation.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.Effect;
import dev.skerry.api.NoInput;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.Output.Nothing;
import dev.skerry.api.Permission;
import dev.skerry.api.Scope;
import dev.skerry.api.catalogue.Catalogue;
import dev.skerry.api.values.Name;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueRulesTest {
    private record Unchecked(Name name, String anything) {}

    private static final Operation<NoInput, Nothing> GOOD = operation(
                    "things.list", Permission.SIGNED_IN, Scope.ORGANIZATION, Effect.READ)
            .get("/api/things")
            .takes(NoInput.class, Output.none())
            .says("Lists things", "things list");

    @Test
    void findsNothingWrongWithTheRowsThemselves() {
        assertThat(Catalogue.all()).hasSizeGreaterThan(20);
        assertThat(CatalogueRules.faults(Catalogue.all(), List.of()))
                .allMatch(fault -> fault.endsWith("has no handler"));
    }

    @Test
    void refusesARowWithoutHandlerAndAHandlerWithoutRow() {
        assertThat(CatalogueRules.faults(List.of(GOOD), List.of())).containsExactly("things.list: has no handler");
        assertThat(CatalogueRules.faults(List.of(), List.of(bound(GOOD))))
                .containsExactly("things.list: is not in the catalogue");
        assertThat(CatalogueRules.faults(List.of(GOOD), List.of(bound(GOOD), bound(GOOD))))
                .containsExactly("things.list: has two handlers");
    }

    @Test
    void refusesWhatIsNotCheckedOrNamesNoScope() {
        var bad = operation("badName", Permission.SIGNED_IN, Scope.APPLICATION, Effect.READ)
                .get("/api/bad/{id}")
                .takes(Unchecked.class, Output.none())
                .says("Does it.", "bad", "id");

        assertThat(CatalogueRules.faults(List.of(bad), List.of(bound(bad))))
                .containsExactly(
                        "badName: is not named noun.verb",
                        "badName: needs a summary of one sentence without its full stop",
                        "badName: has {id} in its path but not in its input",
                        "badName: has no component 'id' for its command",
                        "badName: has scope APPLICATION but its input names no such thing",
                        "badName: takes anything: String as it comes; give it a checked value type");
    }

    @Test
    void refusesToStartWithAFault() {
        assertThatThrownBy(() -> new Operations(List.of(GOOD), List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("things.list: has no handler");
    }

    private static <I extends Record> Binding<I, Nothing> bound(Operation<I, Nothing> operation) {
        return Binding.bind(operation, (actor, input) -> Nothing.NOTHING);
    }
}
