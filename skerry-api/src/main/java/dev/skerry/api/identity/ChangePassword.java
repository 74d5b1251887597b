package dev.skerry.api.identity;

import dev.skerry.api.values.Password;

/// The caller takes another password, and proves to know the one so far.
public record ChangePassword(Password current, Password password) {}
