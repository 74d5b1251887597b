package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A free one-line text for people.
public record Label(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
            "a label",
            "must be one line of at most 200 characters",
            "[^\\p{Cntrl}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]{1,200}",
            200,
            "For the night job");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Label {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
