package dev.skerry.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.applications.BuildMethod;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import dev.skerry.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExternalToolsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NIXPACKS   | nixpacks build /work --name app:1 --env A=b c
            RAILPACK   | railpack build --name app:1 --progress plain --env A=b c /work
            BUILDPACKS | pack build app:1 --path /work --pull-policy if-not-present --no-color --env A=b c
            """)
    void spellsTheCommandOfEachTool(BuildMethod method, String expected) {
        var order = new ExternalTools.Order(method, Path.of("/work"), Map.of("A", "b c"), "app:1");

        var command = ExternalTools.command(Command.of(expected.split(" ")[0]), order);

        assertThat(command).hasToString(expected);
        assertThat(command.arguments()).contains("A=b c");
    }

    @Test
    void saysThatAToolIsNotThere() {
        assertThatThrownBy(() -> build(new ExternalTools(Map.of())))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNPROCESSABLE))
                .hasMessage("The settings ask for railpack, but this server has no command 'railpack' on its PATH."
                        + " Let its operator install it, or add a Dockerfile.");
    }

    @Test
    void runsTheToolWithoutSecretsInItsSight() throws IOException {
        Files.createDirectories(context().resolve(".git"));
        for (var name : List.of(".env", ".env.production", ".env.example", "app.js")) {
            Files.writeString(context().resolve(name), "x");
        }

        var lines = build(standIn("case $1 in --version) ;; *) ls -A \"$6\" ;; esac"));

        assertThat(lines).containsExactly(".env.example", "app.js");
    }

    @Test
    void saysThatTheToolFailed() throws IOException {
        var tools = standIn("[ $1 = --version ]");

        assertThatThrownBy(() -> build(tools)).hasMessageContaining("The build by railpack failed with exit code 1");
    }

    private List<String> build(ExternalTools tools) {
        var lines = new ArrayList<String>();
        tools.build(
                new ExternalTools.Order(BuildMethod.RAILPACK, context(), Map.of(), "app:1"),
                Duration.ofSeconds(20),
                Cancellation.never(),
                lines::add);
        return lines;
    }

    private Path context() {
        return folder.resolve("source");
    }

    private ExternalTools standIn(String script) throws IOException {
        Files.createDirectories(context());
        var program = Files.writeString(folder.resolve("tool"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return new ExternalTools(name -> Command.of(program.toString()));
    }
}
