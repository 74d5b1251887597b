package dev.skerry.docker;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// Reads what the Engine API says of an image (`GET /images/{name}/json`).
final class ImageReading {
    private static final String TCP = "/tcp";

    private ImageReading() {}

    static ImageState of(JsonNode image) {
        var config = image.path("Config");
        return new ImageState(
                image.path("Id").asString(""),
                texts(image.path("RepoTags")),
                texts(image.path("RepoDigests")),
                ports(config.path("ExposedPorts")),
                texts(config.path("Cmd")),
                texts(config.path("Entrypoint")),
                config.path("User").asString(""),
                Ownership.labels(config.path("Labels")),
                image.path("Size").asLong(0),
                image.path("Architecture").asString(""));
    }

    private static List<Integer> ports(JsonNode exposed) {
        return exposed.propertyNames().stream()
                .filter(port -> port.endsWith(TCP) || port.matches("\\d+"))
                .map(port -> Integer.valueOf(port.replace(TCP, "")))
                .sorted()
                .toList();
    }

    /// The engine writes null for an empty list, and `<none>` for no name.
    private static List<String> texts(JsonNode list) {
        return list.valueStream()
                .map(text -> text.asString(""))
                .filter(text -> !text.contains("<none>"))
                .toList();
    }
}
