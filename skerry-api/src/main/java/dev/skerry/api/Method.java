package dev.skerry.api;

/// The HTTP method of an operation.
public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE;

    /// Whether the input that is not in the path stands in the body; otherwise in the query.
    public boolean hasBody() {
        return this == POST || this == PUT || this == PATCH;
    }
}
