package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Who passes basic authentication.
public record VisitorName(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
            "a visitor's name", "must be 1 to 64 letters, digits or ._@+-", "[A-Za-z0-9._@+-]{1,64}", 64, "ada");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public VisitorName {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
