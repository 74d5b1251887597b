package dev.skerry.api.identity;

import dev.skerry.api.values.InvitationToken;
import dev.skerry.api.values.Password;

/// Somebody invited joins.
///
/// @param password of their account; the one it is to have when they have none yet
public record JoinOrganization(InvitationToken token, Password password) {}
