package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// The id of a domain.
public record DomainId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static DomainId of(String text) {
        return new DomainId(IdText.parse("the id of a domain", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
