package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Where a person is reached: `name@host`, lower case counts as the same.
public record EmailAddress(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
            "an e-mail address",
            "must look like name@example.org, at most 254 characters",
            "[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*",
            254,
            "ada@example.org");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public EmailAddress {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
