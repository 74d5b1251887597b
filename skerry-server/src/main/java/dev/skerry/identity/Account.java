package dev.skerry.identity;

import java.util.UUID;

/// A person who may sign in.
///
/// @param email in lower case
record Account(UUID id, String email, String passwordHash) {}
