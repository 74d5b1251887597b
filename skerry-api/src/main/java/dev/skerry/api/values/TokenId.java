package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// The id of an API token.
public record TokenId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static TokenId of(String text) {
        return new TokenId(IdText.parse("the id of an API token", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
