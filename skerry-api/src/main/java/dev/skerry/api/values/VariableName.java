package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The name of an environment variable.
public record VariableName(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
            "a variable name",
            "must be letters, digits and _, not begin with a digit, at most 128 characters",
            "[A-Za-z_][A-Za-z0-9_]{0,127}",
            128,
            "LOG_LEVEL");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public VariableName {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
