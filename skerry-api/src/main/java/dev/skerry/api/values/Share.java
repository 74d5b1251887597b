package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A part of the whole in percent, neither nothing nor all.
public record Share(@JsonValue int value) {
    public static final NumberFormat FORMAT = new NumberFormat("a share in percent", 1, 99, 10);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Share {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
