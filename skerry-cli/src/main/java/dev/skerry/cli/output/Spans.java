package dev.skerry.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How long something took that tells when it began and when it ended.
public final class Spans {
    /// A column that no record has: two times beside each other say less than what lies between them.
    static final String TOOK = "took";

    private Spans() {}

    /// Stands for the column.
    private record Took(Duration took) {}

    /// From when something began to when it ended; empty while it runs.
    public static Optional<Duration> of(JsonNode thing) {
        try {
            return Optional.of(Duration.between(
                    Instant.parse(thing.path("startedAt").asString("")),
                    Instant.parse(thing.path("finishedAt").asString(""))));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// Where a column of a type is to be found.
    static Class<?> in(Class<?> type, String column) {
        return column.equals(TOOK) ? Took.class : type;
    }

    static JsonNode withTook(JsonNode item) {
        return item instanceof ObjectNode object
                ? of(item).<JsonNode>map(took -> object.deepCopy().put(TOOK, took.toString()))
                        .orElse(item)
                : item;
    }
}
