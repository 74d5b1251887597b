package dev.skerry.api.identity;

import dev.skerry.api.Role;
import dev.skerry.api.values.EmailAddress;
import dev.skerry.api.values.MemberId;
import java.time.Instant;

/// A member of an organization.
///
/// @param createdAt when they joined
public record MemberView(MemberId id, EmailAddress email, Role role, Instant createdAt) {}
