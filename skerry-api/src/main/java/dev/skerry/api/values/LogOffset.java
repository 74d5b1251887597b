package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A place in a log: the offset of the last line that was read, 0 for none.
public record LogOffset(@JsonValue long value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LogOffset {
        if (value < 0) {
            throw new InvalidValueException("a log offset", Long.toString(value), "must not be negative");
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
