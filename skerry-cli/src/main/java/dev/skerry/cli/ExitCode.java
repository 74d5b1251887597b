package dev.skerry.cli;

import dev.skerry.api.ErrorCode;

/// What a process ends with, for scripts to branch on. Documented in docs/cli.md; a number is never given a new
/// meaning.
enum ExitCode implements Exit {
    OK(0, "it was done"),
    FAILED(1, "the deployment, or the operation, failed"),
    USAGE(2, "the command is not understood, or its input is not valid"),
    FORBIDDEN(3, "not signed in, or not allowed"),
    NOT_FOUND(4, "there is no such thing"),
    CONFLICT(5, "the present state does not allow it, or the name is taken"),
    UNREACHABLE(6, "the server cannot be reached, or cannot answer now"),
    DETACHED(130, "interrupted; what was followed goes on");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    @Override
    public int number() {
        return number;
    }

    String meaning() {
        return meaning;
    }

    static ExitCode of(ErrorCode code) {
        return switch (code) {
            case INVALID_INPUT, TOO_LARGE -> USAGE;
            case UNAUTHENTICATED, FORBIDDEN -> FORBIDDEN;
            case NOT_FOUND -> NOT_FOUND;
            case AMBIGUOUS, ALREADY_EXISTS, CONFLICT -> CONFLICT;
            case RATE_LIMITED, UNAVAILABLE, DEADLINE_EXCEEDED -> UNREACHABLE;
            case UNPROCESSABLE, INTERNAL, OUT_OF_SPACE, METHOD_NOT_ALLOWED, UNSUPPORTED_MEDIA_TYPE -> FAILED;
        };
    }
}
