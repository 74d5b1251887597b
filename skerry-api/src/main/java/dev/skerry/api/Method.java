package dev.skerry.api;

/// The HTTP method of an operation.
public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE;

    /// Whether its requests carry a body.
    public boolean hasBody() {
        return this == POST || this == PUT || this == PATCH;
    }
}
