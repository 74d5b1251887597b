package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// The id of a member.
public record MemberId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static MemberId of(String text) {
        return new MemberId(IdText.parse("the id of a member", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
