package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// An environment, by id, `project.environment`, or its own name when that is unique.
public record EnvironmentRef(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
            "an environment",
            "must be an id or a name such as 'shop.production'",
            "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z]([a-z0-9-]{0,38}[a-z0-9])?(\\.[a-z]([a-z0-9-]{0,38}[a-z0-9])?){0,1}",
            130,
            "default.production");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public EnvironmentRef {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
