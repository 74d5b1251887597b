package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.applications.LoadVariables;
import dev.skerry.api.projects.LoadProjectVariables;
import dev.skerry.api.projects.SetEnvironmentVariables;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.Dotenv;
import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.api.values.ProjectRef;
import dev.skerry.api.values.VariableName;
import dev.skerry.api.values.VariableValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetVariablesTest {
    @TempDir
    private Path folder;

    private final FakeSkerry server = new FakeSkerry();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void sendsTheTextOfAFile() throws IOException {
        var file = Files.writeString(folder.resolve(".env"), "A='1\n2'\n");

        assertThat(types("env set notes --plain --from-file " + file).code()).isZero();
        assertThat(types("projects env set shop --from-file " + file).code()).isZero();

        assertThat(server.calls())
                .extracting(FakeSkerry.Call::input)
                .containsExactly(
                        new LoadVariables(new ApplicationRef("notes"), new Dotenv("A='1\n2'\n"), true),
                        new LoadProjectVariables(new ProjectRef("shop"), new Dotenv("A='1\n2'\n"), null));
    }

    @Test
    void sendsWhatIsTyped() {
        assertThat(types("environments env set shop.test A=1 --plain=false").code())
                .isZero();

        assertThat(server.onlyCall().input())
                .isEqualTo(new SetEnvironmentVariables(
                        new EnvironmentRef("shop.test"), Map.of(new VariableName("A"), new VariableValue("1")), false));
    }

    @Test
    void takesOneOfThemAndAFileThatIsThere() {
        assertThat(types("env set notes").err()).contains("KEY=VALUE or --from-file is missing.");
        assertThat(types("env set notes A=1 --from-file .env").err()).contains("exclude each other");
        assertThat(types("env set notes --from-file " + folder.resolve("none")).err())
                .contains("there is no file");
        assertThat(server.calls()).isEmpty();
    }

    private Typist.Result types(String line) {
        return Typist.at(server).types(line);
    }
}
