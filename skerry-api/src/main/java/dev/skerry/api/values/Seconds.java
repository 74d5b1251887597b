package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A time in whole seconds, at most a day.
public record Seconds(@JsonValue int value) {
    public static final NumberFormat FORMAT = new NumberFormat("a number of seconds", 0, 86_400, 30);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Seconds {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
