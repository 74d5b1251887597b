package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Where a redirect leads: an address by http or https, or a path of the same host.
public record RedirectLocation(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
            "a location",
            "must be http://..., https://... or a path that begins with /, in ASCII, other characters as %XX",
            "(https?://[A-Za-z0-9\\[]|/)[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%-]{0,2000}",
            2009,
            "https://www.example.org");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RedirectLocation {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
