package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// How many releases of an application can be gone back to.
public record ReleaseCount(@JsonValue int value) {
    public static final NumberFormat FORMAT = new NumberFormat("a number of releases", 1, 1000, 10);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ReleaseCount {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
