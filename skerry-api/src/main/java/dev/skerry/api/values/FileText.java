package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The content of a file that is mounted into containers.
public record FileText(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
                    "the content of a file",
                    "must be text of at most 500000 characters without NUL",
                    "[^\\x00]*",
                    500_000,
                    "key: value")
            .hidden()
            .orEmpty()
            .ofLines();

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public FileText {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return "****";
    }
}
