package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The path a route leads from or to: `/`, or whole segments without a slash at their end.
public record RoutePath(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
            "a path of a route",
            "must be / or segments such as /shop/v1 of letters, digits and -._~!$&()*+,=:@, without a / at the end",
            "/|(/(?!\\.\\.?(/|$))[A-Za-z0-9._~!$&()*+,=:@-]{1,100}){1,20}",
            500,
            "/shop");

    /// The whole of a host.
    public static final RoutePath ROOT = new RoutePath("/");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RoutePath {
        FORMAT.check(value);
    }

    public boolean isRoot() {
        return equals(ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
