package dev.skerry.api.deployments;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a line of a log tells.
public enum LogKind {
    /// Skerry says what it does.
    MESSAGE,
    /// A program wrote it.
    OUTPUT,
    /// A program wrote it to its standard error.
    ERROR_OUTPUT,
    /// A step of a build begins.
    STEP_BEGUN,
    /// A step of a build was taken from the cache.
    STEP_CACHED,
    STEP_DONE,
    STEP_FAILED;

    private final String code = name().toLowerCase(Locale.ROOT);

    /// As it stands in JSON.
    @JsonValue
    public String code() {
        return code;
    }

    public static LogKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
