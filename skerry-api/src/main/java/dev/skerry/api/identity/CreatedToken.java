package dev.skerry.api.identity;

import dev.skerry.api.values.TokenId;

/// A fresh API token: the secret is shown this once.
public record CreatedToken(TokenId id, String name, String secret) {
    /// The secret stays out.
    @Override
    public String toString() {
        return "CreatedToken[%s]".formatted(id);
    }
}
