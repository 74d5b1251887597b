package dev.skerry.cli;

import dev.skerry.api.Json;
import dev.skerry.api.catalogue.ProjectRows;
import dev.skerry.api.projects.EnvironmentView;
import dev.skerry.api.values.ProjectRef;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The environments of one project, or of all. The API tells them with their project.
final class Environments {
    private static final String PROJECT = "project";

    private Environments() {}

    /// @param project of all when absent
    record Input(@Nullable ProjectRef project) {}

    static Command command() {
        return new Command(
                "environments list",
                "Lists the environments of a project, or of all",
                Input.class,
                List.of(PROJECT),
                Set.of(Switch.JSON),
                Environments::run);
    }

    private static Exit run(Session session, ObjectNode input) {
        var all = Json.MAPPER.createObjectNode();
        var items = all.putArray("items");
        if (input.has(PROJECT)) {
            add(items, session.exchange(ProjectRows.GET, input));
        } else {
            addAll(session, items);
        }
        OperationCommand.showPage(session, all, EnvironmentView.class, "There are none.");
        return ExitCode.OK;
    }

    private static void addAll(Session session, ArrayNode items) {
        var asked = Json.MAPPER.createObjectNode();
        JsonNode page;
        do {
            page = session.exchange(ProjectRows.LIST, asked);
            for (var project : page.path("items")) {
                var named = Json.MAPPER
                        .createObjectNode()
                        .put(PROJECT, project.path("name").asString());
                add(items, session.exchange(ProjectRows.GET, named));
            }
            asked.put("cursor", page.path("next").asString(""));
        } while (page.hasNonNull("next"));
    }

    private static void add(ArrayNode items, JsonNode project) {
        project.path("environments").forEach(items::add);
    }
}
