package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// The full name of a Git commit: 40 (SHA-1) or 64 (SHA-256) lowercase hexadecimal digits.
public record CommitId(@JsonValue String value) {
    private static final Pattern FORMAT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final int SHORT = 7;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CommitId {
        if (!FORMAT.matcher(value).matches()) {
            throw new InvalidValueException(
                    "a commit id", value, "it has 40 or 64 hexadecimal digits in lower case, nothing else");
        }
    }

    /// The first seven digits, for people.
    public String abbreviated() {
        return value.substring(0, SHORT);
    }

    @Override
    public String toString() {
        return value;
    }
}
