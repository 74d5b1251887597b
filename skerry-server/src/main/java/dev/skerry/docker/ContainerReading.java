package dev.skerry.docker;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads what the Engine API says of a container (`GET /containers/{name}/json`).
final class ContainerReading {
    private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

    private ContainerReading() {}

    static ContainerState of(JsonNode container) {
        var state = container.path("State");
        var running = state.path("Running").asBoolean(false);
        return new ContainerState(
                container.path("Id").asString(""),
                name(container),
                Ownership.labels(container.path("Config").path("Labels")),
                container.path("Image").asString(""),
                running,
                exitCode(state, running),
                state.path("OOMKilled").asBoolean(false),
                container.path("RestartCount").asInt(0),
                time(state.path("StartedAt").asString("")),
                addresses(container.path("NetworkSettings").path("Networks")));
    }

    /// The engine puts a slash before names.
    private static String name(JsonNode container) {
        var name = container.path("Name").asString("");
        return name.startsWith("/") ? name.substring(1) : name;
    }

    private static @Nullable Integer exitCode(JsonNode state, boolean running) {
        var status = state.path("Status").asString("");
        return running || status.equals("created")
                ? null
                : state.path("ExitCode").asInt(0);
    }

    private static @Nullable Instant time(String text) {
        var time = text.isEmpty() ? NEVER : Instant.parse(text);
        return time.equals(NEVER) ? null : time;
    }

    private static Map<String, String> addresses(JsonNode networks) {
        var result = new HashMap<String, String>();
        networks.properties().forEach(network -> {
            var address = network.getValue().path("IPAddress").asString("");
            if (!address.isEmpty()) {
                result.put(network.getKey(), address);
            }
        });
        return result;
    }
}
