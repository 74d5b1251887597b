package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// The id of a one-off run.
public record RunId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static RunId of(String text) {
        return new RunId(IdText.parse("the id of a run", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
