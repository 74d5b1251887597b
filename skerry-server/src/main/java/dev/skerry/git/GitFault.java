package dev.skerry.git;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import org.jspecify.annotations.Nullable;

/// Why a remote could not be read, and what the user can do about it.
enum GitFault {
    NOT_FOUND(
            ErrorCode.UNPROCESSABLE,
            "Check the URL; a private repository is also hidden from whoever brings no credential, or the wrong one."),
    AUTHENTICATION(
            ErrorCode.UNPROCESSABLE,
            "Check that the credential is of the right kind, still valid, and may read this repository."),
    UNKNOWN_REF(ErrorCode.UNPROCESSABLE, "Check the name, and that it was pushed to this repository."),
    NETWORK(ErrorCode.UNAVAILABLE, "Check the host, and this server's way to it; then try again."),
    TIMEOUT(ErrorCode.DEADLINE_EXCEEDED, "Try again, or raise the deadline for a large repository."),
    POLICY(ErrorCode.UNPROCESSABLE, "An administrator can allow it in the configuration."),
    TOO_LARGE(ErrorCode.TOO_LARGE, "Take large files out of it, or raise the limit."),
    PROTOCOL(ErrorCode.UNAVAILABLE, "Try again; if it stays so, the repository or its server is damaged.");

    private final ErrorCode code;
    private final String advice;

    GitFault(ErrorCode code, String advice) {
        this.code = code;
        this.advice = advice;
    }

    /// @param what a sentence with its full stop
    SkerryException because(String what) {
        return because(what, null);
    }

    SkerryException because(String what, @Nullable Throwable cause) {
        return new SkerryException(code, what + " " + advice, cause);
    }
}
