package dev.skerry.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.Json;
import dev.skerry.api.applications.CreateApplication;
import dev.skerry.api.applications.SetVariables;
import dev.skerry.api.applications.Source;
import dev.skerry.api.values.GitUrl;
import dev.skerry.api.values.Name;
import dev.skerry.kernel.SkerryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class InputBinderTest {
    private final InputBinder binder = new InputBinder();

    @Test
    void makesTheRecordOfCheckedValues() {
        var input = bind(CreateApplication.class, """
                {"name": "notes", "source": {"type": "git", "url": "https://example.org/notes.git"}, "port": 3000}""");

        assertThat(input.name()).isEqualTo(new Name("notes"));
        assertThat(input.source()).isEqualTo(new Source.Git(new GitUrl("https://example.org/notes.git"), null, null));
        assertThat(input.environment()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /name                  | {"source": {"type": "archive"}}
            /name                  | {"name": null, "source": {"type": "archive"}}
            /name                  | {"name": "../x", "source": {"type": "archive"}}
            /name                  | {"name": ["a"], "source": {"type": "archive"}}
            /port                  | {"name": "a", "source": {"type": "archive"}, "port": 70000}
            /port                  | {"name": "a", "source": {"type": "archive"}, "port": "x"}
            /source                | {"name": "a", "source": {"type": "ftp"}}
            /source                | {"name": "a", "source": {}}
            /source/url            | {"name": "a", "source": {"type": "git"}}
            /source/url            | {"name": "a", "source": {"type": "git", "url": "ext::sh -c id"}}
            /colour                | {"name": "a", "source": {"type": "archive"}, "colour": "red"}
            /healthCheck/timing    | {"name": "a", "source": {"type": "archive"}, "healthCheck": {"type": "tcp"}}
            """)
    void namesTheFieldAtFault(String pointer, String json) {
        assertThatThrownBy(() -> bind(CreateApplication.class, json))
                .isInstanceOfSatisfying(SkerryException.class, e -> {
                    assertThat(e.field()).isEqualTo(pointer);
                    assertThat(e.getMessage()).startsWith(pointer).doesNotContain("java", "tools.jackson");
                });
    }

    @Test
    void namesTheKeyOfAMapThatIsAtFault() {
        assertThatThrownBy(() -> bind(SetVariables.class, """
                        {"application": "notes", "variables": {"A-B": "x"}}"""))
                .isInstanceOf(SkerryException.class)
                .hasMessageContaining("/variables")
                .hasMessageContaining("a variable name");
    }

    @Test
    void neverShowsASecretItRefuses() {
        assertThatThrownBy(() -> bind(SetVariables.class, """
                        {"application": "notes", "variables": {"TOKEN": "hunter2\\u0000"}}"""))
                .isInstanceOf(SkerryException.class)
                .hasMessageContaining("/variables/TOKEN")
                .hasMessageNotContaining("hunter2");
    }

    private <T extends Record> T bind(Class<T> type, String json) {
        return type.cast(binder.bind(type, (ObjectNode) Json.MAPPER.readTree(json)));
    }
}
