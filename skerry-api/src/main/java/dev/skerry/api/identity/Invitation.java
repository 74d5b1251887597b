package dev.skerry.api.identity;

import dev.skerry.api.Role;
import dev.skerry.api.values.EmailAddress;
import dev.skerry.api.values.InvitationId;
import java.time.Instant;

/// A fresh invitation: the token is shown this once, and is to be handed to whom it is for.
///
/// @param token with which they join, and choose a password unless they have an account
public record Invitation(InvitationId id, EmailAddress email, Role role, String token, Instant expiresAt) {
    /// The token stays out.
    @Override
    public String toString() {
        return "Invitation[%s]".formatted(id);
    }
}
