package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A process type, as a Procfile names it.
public record ProcessName(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
            "a process name",
            "must be 1 to 30 lower-case letters, digits or '-', begin with a letter",
            "[a-z][a-z0-9-]{0,29}",
            30,
            "web");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProcessName {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
