package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A certificate, by id or name.
public record CertificateRef(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
            "a certificate",
            "must be an id or a name such as 'example-org'",
            "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|" + Name.FORMAT.pattern(),
            40,
            "example-org");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CertificateRef {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
