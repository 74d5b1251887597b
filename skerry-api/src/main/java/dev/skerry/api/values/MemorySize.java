package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// An amount of memory, in the units of Docker: `k`, `m` and `g` are powers of 1,024.
public record MemorySize(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
            "an amount of memory",
            "must be a whole number with m or g, such as 512m or 2g, at least 6m",
            "([6-9]|[1-9][0-9]{1,5})[mM]|[1-9][0-9]{0,2}[gG]",
            7,
            "512m");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public MemorySize {
        FORMAT.check(value);
    }

    /// In bytes.
    public long bytes() {
        var number = Long.parseLong(value.substring(0, value.length() - 1));
        return Character.toLowerCase(value.charAt(value.length() - 1)) == 'g' ? number << 30 : number << 20;
    }

    @Override
    public String toString() {
        return value;
    }
}
