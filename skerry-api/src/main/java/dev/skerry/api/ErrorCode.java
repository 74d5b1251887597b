package dev.skerry.api;

/// The stable code of a problem: what a client may branch on. The title explains it, the status is its HTTP status.
/// A code is never renamed or reused once released.
public enum ErrorCode {
    INVALID_INPUT("invalid-input", 400, "The request is not valid"),
    UNAUTHENTICATED("unauthenticated", 401, "Sign in first"),
    FORBIDDEN("forbidden", 403, "Your role does not allow this"),
    NOT_FOUND("not-found", 404, "There is no such thing"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "This address does not answer that method"),
    AMBIGUOUS("ambiguous", 409, "The name fits more than one thing"),
    ALREADY_EXISTS("already-exists", 409, "The name is taken"),
    CONFLICT("conflict", 409, "The present state does not allow this"),
    TOO_LARGE("too-large", 413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The content type is not understood"),
    UNPROCESSABLE("unprocessable", 422, "The request is well-formed but cannot be carried out"),
    RATE_LIMITED("rate-limited", 429, "Too many requests"),
    INTERNAL("internal", 500, "Skerry failed"),
    UNAVAILABLE("unavailable", 503, "A part Skerry depends on does not answer"),
    DEADLINE_EXCEEDED("deadline-exceeded", 504, "It took too long"),
    OUT_OF_SPACE("out-of-space", 507, "The server's disk is full");

    private final String code;
    private final int status;
    private final String title;

    ErrorCode(String code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    /// The code as it stands in a problem document, such as `not-found`.
    public String code() {
        return code;
    }

    /// The HTTP status a problem of this code is answered with.
    public int status() {
        return status;
    }

    /// One line for a person, the same for every problem of this code.
    public String title() {
        return title;
    }
}
