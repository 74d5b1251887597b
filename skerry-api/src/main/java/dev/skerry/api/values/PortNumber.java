package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A TCP or UDP port.
public record PortNumber(@JsonValue int value) {
    public static final NumberFormat FORMAT = new NumberFormat("a port", 1, 65_535, 8080);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PortNumber {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
