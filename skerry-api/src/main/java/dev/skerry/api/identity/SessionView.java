package dev.skerry.api.identity;

import java.time.Instant;

/// A fresh session: the token is shown this once.
///
/// @param token for the `Authorization: Bearer` header
public record SessionView(String token, Instant expiresAt, AccountView account) {
    /// The token stays out.
    @Override
    public String toString() {
        return "SessionView[%s]".formatted(account);
    }
}
