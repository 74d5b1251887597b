package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A time in whole days.
public record Days(@JsonValue int value) {
    public static final NumberFormat FORMAT = new NumberFormat("a number of days", 1, 3650, 90);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Days {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
