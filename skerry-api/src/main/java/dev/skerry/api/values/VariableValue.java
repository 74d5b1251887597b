package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The value of an environment variable, with references such as `${{project.X}}` not yet resolved. It may be secret,
/// so it is never shown in a message.
public record VariableValue(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
                    "a variable value", "must be at most 65536 characters without NUL", ".{0,65536}", 65536, "info")
            .orEmpty()
            .hidden();

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public VariableValue {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return "****";
    }
}
