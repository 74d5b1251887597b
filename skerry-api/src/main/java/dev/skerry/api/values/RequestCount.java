package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// How many requests.
public record RequestCount(@JsonValue int value) {
    public static final NumberFormat FORMAT = new NumberFormat("a number of requests", 1, 1_000_000, 20);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RequestCount {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
