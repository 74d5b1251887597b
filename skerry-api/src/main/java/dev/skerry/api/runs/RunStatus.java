package dev.skerry.api.runs;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Where a run stands. The last three are ends.
public enum RunStatus {
    PENDING,
    RUNNING,
    /// It ended with exit code 0.
    SUCCESS,
    FAILED,
    CANCELLED;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isFinal() {
        return compareTo(SUCCESS) >= 0;
    }

    public static RunStatus of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
