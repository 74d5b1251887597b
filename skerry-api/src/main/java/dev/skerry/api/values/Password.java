package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A password as a person types it.
public record Password(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
                    "a password",
                    "must be 12 to 200 characters without control characters",
                    "[^\\p{Cntrl}]{12,200}",
                    200,
                    "correct horse battery")
            .hidden();

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Password {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return "****";
    }
}
