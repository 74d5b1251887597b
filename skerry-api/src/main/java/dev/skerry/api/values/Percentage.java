package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// How many of a hundred, from none to all.
public record Percentage(@JsonValue int value) {
    public static final NumberFormat FORMAT = new NumberFormat("a percentage", 0, 100, 5);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Percentage {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
