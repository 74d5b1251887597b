package dev.skerry.api.identity;

import dev.skerry.api.Role;
import dev.skerry.api.values.MemberId;

/// Gives a member another role.
public record ChangeRole(MemberId member, Role role) {}
