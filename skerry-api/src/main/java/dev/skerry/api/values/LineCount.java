package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// How many lines of a log; 0 for none of those that are there.
public record LineCount(@JsonValue int value) {
    public static final NumberFormat FORMAT = new NumberFormat("a number of lines", 0, 10_000, 100);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LineCount {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
