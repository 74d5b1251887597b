package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The name to log in with over HTTPS. Most hosts take any beside a token.
public record LoginName(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
            "a login name",
            "must be 1 to 100 characters without spaces, colons and control characters",
            "[^\\p{Cntrl}\\s:]{1,100}",
            100,
            "git");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LoginName {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
