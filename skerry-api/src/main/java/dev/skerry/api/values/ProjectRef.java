package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A project, by id or name.
public record ProjectRef(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
            "a project",
            "must be an id or a name such as 'shop'",
            "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z]([a-z0-9-]{0,38}[a-z0-9])?",
            130,
            "shop");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProjectRef {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
