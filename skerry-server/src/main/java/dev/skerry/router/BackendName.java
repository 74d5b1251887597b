package dev.skerry.router;

/// The name of a backend: letters, digits, `-` and `_`, so that it is one word in every router's language.
public record BackendName(String value) {
    public BackendName {
        if (!value.matches("[a-zA-Z0-9_-]{1,80}")) {
            throw new IllegalArgumentException("not a backend name: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
