package dev.skerry.api.identity;

import dev.skerry.api.values.EmailAddress;
import dev.skerry.api.values.OrganizationRef;
import dev.skerry.api.values.Password;
import org.jspecify.annotations.Nullable;

/// A person signs in.
///
/// @param organization to act in; the one joined first when absent
public record LogIn(
        EmailAddress email, Password password, @Nullable OrganizationRef organization) {
    public LogIn(EmailAddress email, Password password) {
        this(email, password, null);
    }
}
