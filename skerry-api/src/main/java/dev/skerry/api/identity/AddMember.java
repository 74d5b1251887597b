package dev.skerry.api.identity;

import dev.skerry.api.Role;
import dev.skerry.api.values.EmailAddress;

/// Invites somebody, whether they have an account already or not.
public record AddMember(EmailAddress email, Role role) {}
