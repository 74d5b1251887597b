package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A domain, by id, or by its host when one domain has it.
public record DomainRef(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
            "a domain",
            "must be an id or a host name such as notes.example.org",
            "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|" + HostName.FORMAT.pattern(),
            253,
            "notes.example.org");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DomainRef {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
