package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The text of an `.env` file. Its values may be secret, so it is never shown in a message.
public record Dotenv(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
                    "the text of an .env file",
                    "must be lines such as NAME=value, at most 262144 characters without NUL",
                    ".{1,262144}",
                    262_144,
                    "LOG_LEVEL=info")
            .hidden()
            .ofLines();

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Dotenv {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return "****";
    }
}
