package dev.skerry.api.identity;

import dev.skerry.api.Role;
import java.time.Instant;
import java.util.UUID;

/// An organization the caller is a member of.
///
/// @param role of the caller in it
/// @param current whether the session or token that asks acts in it
public record OrganizationView(UUID id, String name, Role role, boolean current, Instant createdAt) {}
