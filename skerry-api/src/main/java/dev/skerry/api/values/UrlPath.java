package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A path that begins with `/`, without query, dots as segments, or anything that needs escaping.
public record UrlPath(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
            "a path",
            "must begin with / and consist of segments of letters, digits and -._~",
            "/|(/(?!\\.\\.?(/|$))[A-Za-z0-9._~-]{1,100}){1,20}/?",
            500,
            "/health");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UrlPath {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
