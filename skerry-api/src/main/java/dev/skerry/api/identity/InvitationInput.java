package dev.skerry.api.identity;

import dev.skerry.api.values.InvitationId;

/// Names an invitation.
public record InvitationInput(InvitationId invitation) {}
