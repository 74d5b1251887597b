package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// How many items a page may have.
public record PageSize(@JsonValue int value) {
    public static final NumberFormat FORMAT = new NumberFormat("a page size", 1, 500, 100);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PageSize {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
