package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The value of an argument of a build.
public record BuildArgument(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
                    "the value of a build argument",
                    "must have at most 4000 characters and no control characters",
                    "[^\\p{Cntrl}]{0,4000}",
                    4000,
                    "1.2")
            .orEmpty();

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public BuildArgument {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
