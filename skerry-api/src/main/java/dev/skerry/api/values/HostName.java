package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The name a service is reached at: a lower-case DNS name, or `*.name` for one label below it. International names are
/// given in their xn-- form.
public record HostName(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
            "a host name",
            "must be a lower-case DNS name such as notes.example.org or *.example.org",
            "(\\*\\.)?[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?){1,20}",
            253,
            "notes.example.org");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public HostName {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
