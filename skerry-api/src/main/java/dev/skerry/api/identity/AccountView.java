package dev.skerry.api.identity;

import dev.skerry.api.Role;
import dev.skerry.api.values.EmailAddress;
import java.util.UUID;

/// Who the caller is.
///
/// @param organization the one the session or token acts in
public record AccountView(UUID id, EmailAddress email, String organization, Role role) {}
