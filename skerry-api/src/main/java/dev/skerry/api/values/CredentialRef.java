package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A credential for Git repositories, by id or name.
public record CredentialRef(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
            "a credential",
            "must be an id or a name such as 'github'",
            "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z]([a-z0-9-]{0,38}[a-z0-9])?",
            40,
            "github");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CredentialRef {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
