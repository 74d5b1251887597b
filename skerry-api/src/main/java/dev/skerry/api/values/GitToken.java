package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A password or access token of a Git host.
public record GitToken(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
                    "a token",
                    "must be 1 to 4000 printable ASCII characters without spaces",
                    "[!-~]{1,4000}",
                    4000,
                    "sample-token-of-a-git-host")
            .hidden();

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public GitToken {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return "****";
    }
}
