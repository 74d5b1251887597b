package dev.skerry.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.Json;
import dev.skerry.api.Role;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.db.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ListPagingTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    private Path state;

    @Test
    void givesEachApplicationOnceThoughSeveralHaveOneName() {
        try (var server = new WholeServer(state, DATABASE.get())) {
            var organizations = new TwoOrganizations(server, DATABASE.get());
            var token = organizations.token(organizations.own, Role.DEVELOPER);
            for (var name : List.of("same", "same", "same", "a-first", "z-last")) {
                var environment = organizations
                        .thing(EnvironmentRef.class, organizations.own, Role.OWNER)
                        .orElseThrow();
                var input = Json.MAPPER.createObjectNode().put("name", name);
                input.put("environment", environment.references().getFirst());
                input.putObject("source").put("type", "archive");
                assertThat(server.call(ApplicationRows.CREATE, input, token).status())
                        .isEqualTo(201);
            }
            organizations.thing(ApplicationRef.class, organizations.foreign, Role.OWNER);

            var names = new ArrayList<String>();
            var page = Json.MAPPER.createObjectNode().put("limit", "2");
            for (var more = true; more; ) {
                var answer = server.call(ApplicationRows.LIST, page, token).json();
                answer.path("items").forEach(item -> names.add(item.path("name").asString()));
                more = answer.hasNonNull("next");
                page.put("cursor", answer.path("next").asString(""));
            }

            assertThat(names).containsExactly("a-first", "same", "same", "same", "z-last");
        }
    }
}
