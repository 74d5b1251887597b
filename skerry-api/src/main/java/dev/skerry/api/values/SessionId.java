package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// The id of a session.
public record SessionId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static SessionId of(String text) {
        return new SessionId(IdText.parse("the id of a session", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
