package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// How often in a row a check may fail.
public record Retries(@JsonValue int value) {
    public static final NumberFormat FORMAT = new NumberFormat("a number of retries", 1, 1000, 3);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Retries {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
