package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A private key for SSH, without a passphrase.
public record PrivateKey(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
                    "a private key",
                    "must be a private key in the form of OpenSSH or PEM, as `ssh-keygen -t ed25519` makes it",
                    "\\s*-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----[A-Za-z0-9+/=:,\\s-]{1,16000}-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----\\s*",
                    20000,
                    "-----BEGIN OPENSSH PRIVATE KEY-----\nsample\n-----END OPENSSH PRIVATE KEY-----")
            .hidden()
            .ofLines();

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PrivateKey {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return "****";
    }
}
