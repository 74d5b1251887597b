package dev.skerry.api.identity;

import dev.skerry.api.values.EmailAddress;
import dev.skerry.api.values.Password;

/// A person signs in.
public record LogIn(EmailAddress email, Password password) {}
