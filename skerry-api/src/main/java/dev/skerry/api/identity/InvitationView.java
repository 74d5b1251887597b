package dev.skerry.api.identity;

import dev.skerry.api.Role;
import dev.skerry.api.values.EmailAddress;
import dev.skerry.api.values.InvitationId;
import java.time.Instant;

/// Somebody who may still join, without the token.
public record InvitationView(InvitationId id, EmailAddress email, Role role, Instant createdAt, Instant expiresAt) {}
