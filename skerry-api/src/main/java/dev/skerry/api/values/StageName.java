package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The name or number of a stage of a Dockerfile.
public record StageName(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
            "a stage",
            "must be letters, digits, '-', '_' or '.', beginning with a letter or digit",
            "[A-Za-z0-9][A-Za-z0-9_.-]{0,99}",
            100,
            "production");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public StageName {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
