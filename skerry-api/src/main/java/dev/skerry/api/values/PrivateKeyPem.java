package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A private key in PEM, not encrypted.
public record PrivateKeyPem(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
                    "a private key",
                    "must be PEM, at most 16384 characters",
                    "\\s{0,100}-----BEGIN [A-Z ]{1,40}-----.{0,16384}",
                    16_384,
                    "-----BEGIN PRIVATE KEY-----\nMC4C\n-----END PRIVATE KEY-----\n")
            .hidden()
            .ofLines();

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PrivateKeyPem {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return "****";
    }
}
