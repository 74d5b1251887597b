package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The one-time word that lets somebody create the first administrator.
public record SetupToken(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
                    "a setup token",
                    "must be the text the server wrote to its state folder at its first start",
                    "[A-Za-z0-9_-]{20,100}",
                    100,
                    "0123456789abcdefghijklmn")
            .hidden();

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SetupToken {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return "****";
    }
}
