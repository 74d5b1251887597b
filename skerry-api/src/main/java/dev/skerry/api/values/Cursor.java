package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Where a page begins: what the page before gave as `next`.
public record Cursor(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
            "a cursor", "must be what an earlier page gave as next", "[A-Za-z0-9_.=-]{1,200}", 200, "MDE5OTk");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Cursor {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
