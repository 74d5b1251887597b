package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Where a Skerry server is, as its clients see it: scheme, host, perhaps a port, and a path when it stands behind a
/// proxy that gives it one. Kept without a slash at its end.
public record ServerUrl(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
            "a server's address",
            "must look like https://skerry.example.org or http://127.0.0.1:8080",
            "https?://([A-Za-z0-9][A-Za-z0-9.-]{0,252}|\\[[0-9A-Fa-f:]{2,45}])(:[0-9]{1,5})?(/[A-Za-z0-9._~-]{1,100}){0,10}/?",
            1_000,
            "https://skerry.example.org");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ServerUrl {
        FORMAT.check(value);
        value = value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
    }

    /// Whether what is said to it is readable on the way.
    public boolean isPlainText() {
        return value.startsWith("http:");
    }

    @Override
    public String toString() {
        return value;
    }
}
