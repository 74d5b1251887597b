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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Lists",
                "lists things",
                "Lists things.",
                "Lists things!",
                "Lists\nthings",
                "Lists  things"
            })
    void refusesASummaryThatIsNoSentence(String summary) {
        var row = operation("things.list", Permission.SIGNED_IN, Scope.ORGANIZATION, Effect.READ)
                .get("/api/things")
                .takes(NoInput.class, Output.none())
                .says(summary, "things list");

        assertThat(CatalogueRules.faults(List.of(row), List.of(bound(row))))
                .containsExactly("things.list: needs a summary of one sentence without its full stop");
    }

    @Test
    void refusesAnAnswerThatIsNoRecord() {
        for (var output : List.of(Output.one(String.class), Output.page(Thread.class), Output.stream(List.class))) {
            var row = operation("things.list", Permission.SIGNED_IN, Scope.ORGANIZATION, Effect.READ)
                    .get("/api/things")
                    .takes(NoInput.class, output)
                    .says("Lists things", "things list");

            var bound = Binding.bind(row, (actor, input) -> {
                throw new AssertionError("nobody is to call it");
            });

            assertThat(CatalogueRules.faults(List.of(row), List.of(bound)))
                    .containsExactly("things.list: answers with %s, which is no record"
                            .formatted(output.item().getSimpleName()));
        }
    }

    @Test
    void refusesARowWithoutPermissionScopeOrEffect() {
        var row = new Operation<>(
                "things.list",
                missing(Permission.class),
                missing(Scope.class),
                missing(Effect.class),
                GOOD.method(),
                GOOD.body(),
                GOOD.path(),
                NoInput.class,
                GOOD.output(),
                GOOD.status(),
                GOOD.summary(),
                GOOD.command(),
                List.of());

        assertThat(CatalogueRules.faults(List.of(row), List.of(bound(row))))
                .containsExactly(
                        "things.list: has no permission", "things.list: has no scope", "things.list: has no effect");
    }

    @Test
    void refusesBytesThatNobodyTakesAndTwoRowsOfOneAddress() {
        var bytes = operation("things.put", Permission.SIGNED_IN, Scope.ORGANIZATION, Effect.WRITE)
                .get("/api/things")
                .uploads()
                .takes(NoInput.class, Output.none())
                .says("Puts a thing", "things put");

        assertThat(CatalogueRules.faults(List.of(GOOD, bytes), List.of(bound(GOOD), bound(bytes))))
                .containsExactly(
                        "GET /api/things: is the address of two operations",
                        "things.put: takes BYTES, but its handler NOTHING_ELSE",
                        "things.put: takes bytes by a method without a body");
        assertThat(CatalogueRules.faults(List.of(GOOD, GOOD), List.of(bound(GOOD))))
                .contains(
                        "things.list: stands twice",
                        "GET /api/things: is the address of two operations",
                        "'things list': is the command of two operations");
    }

    @Test
    void refusesToStartWithAFault() {
        assertThatThrownBy(() -> new Operations(List.of(GOOD), List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("things.list: has no handler");
    }

    /// What no compiler would let through.
    @SuppressWarnings("NullAway")
    private static <T> T missing(Class<T> type) {
        return type.cast(null);
    }

    private static <I extends Record> Binding<I, Nothing> bound(Operation<I, Nothing> operation) {
        return Binding.bind(operation, (actor, input) -> Nothing.NOTHING);
    }
}
