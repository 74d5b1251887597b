package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// An application, by id, `project.environment.application`, or a shorter end of that when it is unique.
public record ApplicationRef(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
            "an application",
            "must be an id or a name such as 'notes' or 'shop.production.notes'",
            "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z]([a-z0-9-]{0,38}[a-z0-9])?(\\.[a-z]([a-z0-9-]{0,38}[a-z0-9])?){0,2}",
            130,
            "notes");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ApplicationRef {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
