package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// The id of a release.
public record ReleaseId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ReleaseId of(String text) {
        return new ReleaseId(IdText.parse("the id of a release", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
