package dev.skerry.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.Json;
import dev.skerry.api.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The document is part of what clients depend on, so each change of it is seen in a review: the golden file is written
/// anew by `bin/test -Dtest=OpenApiTest -Dgolden.write=true`.
class OpenApiTest {
    private static final Path GOLDEN = Path.of("src/test/resources/openapi.json");

    private final JsonNode document = OpenApi.document(Catalogue.all());

    @Test
    void isTheDocumentClientsKnow() throws IOException {
        var text = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(GOLDEN, text);
        }

        assertThat(text).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void describesEveryOperationWithItsRecords() {
        for (var operation : Catalogue.all()) {
            var described = document.at("/paths")
                    .path(operation.path())
                    .path(operation.method().name().toLowerCase(Locale.ROOT));

            assertThat(described.path("operationId").asString()).isEqualTo(operation.name());
            assertThat(described.path("x-permission").asString())
                    .isEqualTo(operation.permission().code());
            assertThat(described
                            .path("responses")
                            .path(Integer.toString(operation.status()))
                            .isMissingNode())
                    .isFalse();
        }
    }

    @Test
    void refersToNothingThatIsNotThere() {
        var schemas = document.at("/components/schemas");
        var references = document.findValuesAsString("$ref");

        assertThat(references).isNotEmpty();
        assertThat(references)
                .allSatisfy(reference -> assertThat(schemas.has(reference.substring("#/components/schemas/".length())))
                        .as(reference)
                        .isTrue());
    }

    @Test
    void saysWhatAValueMayBe() {
        var name = document.at("/components/schemas/Name");

        assertThat(name.path("pattern").asString()).isEqualTo("^(?:[a-z]([a-z0-9-]{0,38}[a-z0-9])?)$");
        assertThat(document.at("/components/schemas/Password").path("writeOnly").asBoolean())
                .isTrue();
        assertThat(document.at("/components/schemas/SourceGit/properties/type/const")
                        .asString())
                .isEqualTo("git");
    }
}
