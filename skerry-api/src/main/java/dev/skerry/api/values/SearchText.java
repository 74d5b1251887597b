package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// What to look for in names: one line.
public record SearchText(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
            "a search", "must be one line of at most 100 characters", "[^\\p{Cntrl}]{1,100}", 100, "note");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SearchText {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
