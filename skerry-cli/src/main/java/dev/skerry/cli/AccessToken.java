package dev.skerry.cli;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.skerry.api.values.TextFormat;

/// What stands behind `Authorization: Bearer`.
record AccessToken(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
                    "a token",
                    "must be what Skerry showed when it was made",
                    "[A-Za-z0-9_.~+/=-]{8,500}",
                    500,
                    "sk_0123456789")
            .hidden();

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    AccessToken {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return "****";
    }
}
