package dev.skerry.api.identity;

import dev.skerry.api.values.TokenId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A fresh API token: the secret is shown this once.
public record CreatedToken(
        TokenId id, String name, String secret, @Nullable Instant expiresAt) {
    /// The secret stays out.
    @Override
    public String toString() {
        return "CreatedToken[%s]".formatted(id);
    }
}
