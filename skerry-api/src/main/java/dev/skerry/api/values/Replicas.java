package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// How many tasks of a process run.
public record Replicas(@JsonValue int value) {
    public static final NumberFormat FORMAT = new NumberFormat("the number of replicas", 0, 1000, 2);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Replicas {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
