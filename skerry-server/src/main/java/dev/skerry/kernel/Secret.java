package dev.skerry.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// A value nobody may see by accident: it prints as a mask and is opened by name, in an adapter only.
public final class Secret {
    private static final String MASK = "****";
    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /// The value itself. Whoever calls this must not log, store or return it.
    public String reveal() {
        return value;
    }

    /// Compares in constant time.
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(this), bytes(secret));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }

    private static byte[] bytes(Secret secret) {
        return secret.value.getBytes(StandardCharsets.UTF_8);
    }
}
