package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.Effect;
import dev.skerry.api.Operation;
import dev.skerry.api.catalogue.Catalogue;
import dev.skerry.cli.input.Examples;
import dev.skerry.cli.input.FilePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Walks the whole catalogue: a new row is held by these tests without a line here.
class EveryCommandTest {
    private final FakeSkerry server = new FakeSkerry();

    @TempDir
    Path temporary;

    @AfterEach
    void close() {
        server.close();
    }

    static List<Operation<?, ?>> catalogue() {
        return Catalogue.all();
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void canBeCarriedOutAsItsHelpShows(Operation<?, ?> operation) {
        var help = Typist.at(server).types("help " + operation.command());
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains(operation.summary());
        var fields = OperationCommand.of(operation).fields();
        assertThat(help.out()).contains(Examples.typed(Examples.shortest(fields)));

        assertCarriedOut(operation, Examples.shortest(fields));
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void takesEachOfItsOptions(Operation<?, ?> operation) {
        var fields = OperationCommand.of(operation).fields();
        for (var field : fields.all()) {
            assertCarriedOut(operation, Examples.with(fields, field));
        }
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void showsItsAnswerAsJson(Operation<?, ?> operation) {
        var fields = OperationCommand.of(operation).fields();
        var result = run(operation, Examples.shortest(fields), List.of("--json"));
        assertThat(result.out().strip())
                .isEqualTo(
                        SampleAnswers.isEmpty(operation)
                                ? ""
                                : SampleAnswers.of(operation).toString());
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void describesEachOption(Operation<?, ?> operation) {
        var help = Typist.at(server).types("help " + operation.command()).out();
        var fields = OperationCommand.of(operation).fields();
        assertThat(fields.all()).allSatisfy(field -> assertThat(help).contains(field.label()));
    }

    private void assertCarriedOut(Operation<?, ?> operation, List<String> arguments) {
        var before = server.calls().size();
        var result = run(operation, arguments, List.of());
        assertThat(result.code())
                .withFailMessage(() -> "%s %s: %s".formatted(operation.command(), arguments, result))
                .isZero();
        assertThat(result.err().replaceAll("(There are none\\.|It counts from .*|Until its grace time .*)\n", ""))
                .isEmpty();
        assertThat(server.calls().subList(before, server.calls().size()))
                .extracting(FakeSkerry.Call::operation)
                .contains(operation.name());
    }

    private Typist.Result run(Operation<?, ?> operation, List<String> arguments, List<String> more) {
        var typed = new ArrayList<>(List.of(operation.command().split(" ")));
        typed.addAll(more);
        arguments.forEach(argument -> typed.add(real(operation, argument)));
        return Typist.at(server).answering(answers(operation, arguments)).run(typed);
    }

    /// A file that is there, in place of the one of the help.
    private String real(Operation<?, ?> operation, String argument) {
        if (argument.equals(FilePath.FORMAT.example())) {
            return file("bytes");
        }
        return OperationCommand.of(operation).fields().all().stream()
                .filter(field -> field.isDocument() && Examples.typed(field).equals(argument))
                .findFirst()
                .map(field -> "@" + file(Examples.value(field)))
                .orElse(argument);
    }

    private String file(String text) {
        try {
            return Files.writeString(Files.createTempFile(temporary, "file", ".txt"), text)
                    .toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// To what is asked: each secret that is not typed, and whether to go on.
    private String[] answers(Operation<?, ?> operation, List<String> arguments) {
        var answers = new ArrayList<String>();
        var fields = OperationCommand.of(operation).fields();
        var given = Arguments.parse(fields, OperationCommand.of(operation).switches(), arguments)
                .texts();
        for (var field : Questions.missing(fields, given)) {
            answers.add(real(operation, Examples.typed(field)));
        }
        if (operation.effect() == Effect.DESTROY) {
            answers.add("y");
        }
        return answers.toArray(String[]::new);
    }
}
