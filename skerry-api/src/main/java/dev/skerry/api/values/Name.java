package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The name of a project, environment or application: one DNS label, unique among its siblings.
public record Name(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
            "a name",
            "must be 1 to 40 lower-case letters, digits or '-', begin with a letter and not end with '-'",
            "[a-z]([a-z0-9-]{0,38}[a-z0-9])?",
            40,
            "notes");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Name {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
