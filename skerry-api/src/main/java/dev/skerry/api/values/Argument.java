package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// One argument of a command: passed on as it is, never to a shell.
public record Argument(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
                    "an argument", "must have at most 4000 characters and no NUL", "[^\\x00]*", 4000, "--verbose")
            .orEmpty();

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Argument {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
