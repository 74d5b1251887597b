package dev.skerry.api;

/// What stands in the body of a request.
public enum Body {
    /// The input that is not in the path, as JSON; nothing where the method has no body.
    FIELDS,
    /// Bytes as they are, such as a file. All input stands in path and query.
    BYTES
}
