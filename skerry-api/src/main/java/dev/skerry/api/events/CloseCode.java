package dev.skerry.api.events;

/// Why the server closes a WebSocket, beside the codes of RFC 6455 (1001: the server stops).
public final class CloseCode {
    /// What was said is none of the messages there are.
    public static final int NOT_UNDERSTOOD = 4400;

    /// There is no valid token, or it is valid no longer.
    public static final int NOT_SIGNED_IN = 4401;

    /// The role does not allow to watch.
    public static final int NOT_ALLOWED = 4403;

    /// The reader takes what it is told too slowly: it has missed something, and asks anew.
    public static final int TOO_SLOW = 4408;

    /// There are too many readers.
    public static final int TOO_MANY = 4429;

    private CloseCode() {}
}
