package dev.skerry.docker;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What the engine tells of containers, services and nodes as it happens (`GET /events`). Of containers on other nodes
/// it tells nothing.
record SwarmNews(Docker docker) {
    /// Leaves out the commands that health checks run each second.
    private static final Map<String, List<String>> WANTED = Map.of(
            "type", List.of("container", "service", "node"),
            "event", List.of("create", "start", "die", "destroy", "health_status", "update", "remove"));

    private static final Duration FOR_EVER = Duration.ofDays(3650);

    void listen(Cancellation cancellation, Consumer<Labels> heard) {
        var call = Call.get("tell what happens", "events")
                .query("filters", Docker.JSON.writeValueAsString(WANTED))
                .within(FOR_EVER);
        docker.stream(call, cancellation, answer -> {
            heard.accept(new Labels(Map.of()));
            read(answer.body(), heard);
            return true;
        });
        throw new SkerryException(
                ErrorCode.UNAVAILABLE,
                "The engine at %s does not tell any more what happens.".formatted(docker.host()));
    }

    private static void read(InputStream body, Consumer<Labels> heard) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                heard.accept(labels(event(line)));
            }
        }
    }

    private static JsonNode event(String line) throws IOException {
        try {
            return Docker.JSON.readTree(line);
        } catch (JacksonException e) {
            throw new IOException("what it tells is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /// A container's labels stand among what else is said of it; a service's are not told.
    static Labels labels(JsonNode event) {
        var labels = new HashMap<String, String>();
        event.path("Actor")
                .path("Attributes")
                .properties()
                .forEach(one -> labels.put(one.getKey(), one.getValue().asString("")));
        return new Labels(labels);
    }
}
