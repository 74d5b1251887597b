package dev.skerry.kernel;

import dev.skerry.api.ErrorCode;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A failure with a stable code. The message says what failed, on what, and what to do; it is shown to the caller, so
/// it
/// never holds a secret. Bugs are not this: they are unchecked exceptions of the JDK and answer as `internal`.
public final class SkerryException extends RuntimeException {
    private final ErrorCode code;
    private final @Nullable String field;
    private final @Nullable Duration retryAfter;

    public SkerryException(ErrorCode code, String message) {
        this(code, message, null, null, null);
    }

    public SkerryException(ErrorCode code, String message, @Nullable Throwable cause) {
        this(code, message, null, null, cause);
    }

    private SkerryException(
            ErrorCode code,
            String message,
            @Nullable String field,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.field = field;
        this.retryAfter = retryAfter;
    }

    /// A fault in one input field, named by its JSON pointer (`/healthCheck/path`).
    public static SkerryException invalid(String pointer, String message) {
        return new SkerryException(ErrorCode.INVALID_INPUT, message, pointer, null, null);
    }

    /// Somebody else has what a field asks for.
    public static SkerryException taken(String pointer, String message) {
        return new SkerryException(ErrorCode.ALREADY_EXISTS, message, pointer, null, null);
    }

    public static SkerryException notFound(String what, Object reference) {
        return new SkerryException(ErrorCode.NOT_FOUND, "There is no %s '%s'.".formatted(what, reference));
    }

    /// There are as many as there may be: few enough for a list that is always whole.
    ///
    /// @param what has them, and what they are: `an organization has 500 credentials`
    public static SkerryException tooMany(String what) {
        return new SkerryException(ErrorCode.UNPROCESSABLE, "%s at most: take one away first.".formatted(what));
    }

    /// @param wait until it is worth another try
    public static SkerryException rateLimited(String message, Duration wait) {
        return new SkerryException(ErrorCode.RATE_LIMITED, message, null, wait, null);
    }

    public ErrorCode code() {
        return code;
    }

    /// The JSON pointer of the input field at fault, when there is one.
    public @Nullable String field() {
        return field;
    }

    /// How long to wait before another try, when that is known.
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), code.title());
    }
}
