package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// The id of an invitation.
public record InvitationId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static InvitationId of(String text) {
        return new InvitationId(IdText.parse("the id of an invitation", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
