package dev.skerry.api.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The one-time word that lets somebody join an organization.
public record InvitationToken(@JsonValue String value) {
    public static final TextFormat FORMAT = TextFormat.of(
                    "an invitation",
                    "must be the text that was shown when the member was added",
                    "invitation_[A-Za-z0-9_-]{43}",
                    54,
                    "invitation_0123456789012345678901234567890123456789012")
            .hidden();

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public InvitationToken {
        FORMAT.check(value);
    }

    @Override
    public String toString() {
        return "****";
    }
}
