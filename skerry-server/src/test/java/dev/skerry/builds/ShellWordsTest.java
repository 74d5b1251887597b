package dev.skerry.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.kernel.Cancellation;
import dev.skerry.process.Command;
import dev.skerry.process.Processes;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {
    static Stream<Arguments> plainLines() {
        return Stream.of(
                Arguments.of("node src/web.js", List.of("node", "src/web.js")),
                Arguments.of("  spaced \t out  ", List.of("spaced", "out")),
                Arguments.of("echo 'one two' \"three four\"", List.of("echo", "one two", "three four")),
                Arguments.of("echo ''", List.of("echo", "")),
                Arguments.of("echo a'b'\"c\"d", List.of("echo", "abcd")),
                Arguments.of("echo '$HOME' \"\\$HOME\" \\$HOME", List.of("echo", "$HOME", "$HOME", "$HOME")),
                Arguments.of("echo \"a\\\"b\\\\c\\d\"", List.of("echo", "a\"b\\c\\d")),
                Arguments.of("echo a\\ b '*' \\*", List.of("echo", "a b", "*", "*")),
                Arguments.of(
                        "java -Xmx1g --add-opens=java.base/java.lang=ALL -jar a~1#x.jar",
                        List.of("java", "-Xmx1g", "--add-opens=java.base/java.lang=ALL", "-jar", "a~1#x.jar")),
                Arguments.of("env A=b cmd", List.of("env", "A=b", "cmd")),
                Arguments.of("run --flag=cd cd", List.of("run", "--flag=cd", "cd")));
    }

    @ParameterizedTest
    @MethodSource("plainLines")
    void splitsPlainLines(String line, List<String> words) {
        assertThat(ShellWords.parse(line)).isEqualTo(new ShellWords.Plain(words));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo 'one two' \"three four\"",
                "echo a'b'\"c\"d",
                "echo '$HOME' \"\\$HOME\" \\$HOME",
                "echo \"a\\\"b\\\\c\\d\"",
                "echo a\\ b '*' \\*",
                "echo a~1#x 'it'\\''s'",
                "echo \"a'b\" 'c\"d'"
            })
    void agreesWithARealShell(String line) {
        var words = ((ShellWords.Plain) ShellWords.parse(line)).words();
        var script = "printf '%s\\n' " + line.substring("echo ".length());

        assertThat(Processes.output(Command.of("/bin/sh", "-c", script), Duration.ofSeconds(10), Cancellation.never()))
                .isEqualTo(words.subList(1, words.size()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node web.js --port $PORT",
                "node \"$PORT\"",
                "a | b",
                "a && b",
                "a; b",
                "a > b",
                "a < b",
                "a &",
                "`id`",
                "\"`id`\"",
                "$(id)",
                "ls *.txt",
                "ls a?",
                "ls [ab]",
                "ls ~/x",
                "PORT=1 node x",
                "cd app",
                "exec node x",
                ". ./env",
                "source env",
                "! true",
                "{ a; }",
                "a #comment",
                "(a)",
                "export A=b",
                ""
            })
    void seesWhatOnlyAShellCanDo(String line) {
        assertThat(ShellWords.parse(line)).isEqualTo(new ShellWords.NeedsShell());
    }

    @Test
    void seesQuotesThatAreNotClosed() {
        assertThat(ShellWords.parse("echo 'a")).isEqualTo(new ShellWords.Unclosed('\''));
        assertThat(ShellWords.parse("echo \"a")).isEqualTo(new ShellWords.Unclosed('"'));
        assertThat(ShellWords.parse("echo \"a\\\"")).isEqualTo(new ShellWords.Unclosed('"'));
    }
}
