package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// An organization, by id or name.
public record OrganizationRef(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
            "an organization",
            "must be an id or a name such as 'acme'",
            "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z]([a-z0-9-]{0,38}[a-z0-9])?",
            40,
            "acme");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OrganizationRef {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
