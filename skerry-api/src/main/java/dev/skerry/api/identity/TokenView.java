package dev.skerry.api.identity;

import dev.skerry.api.values.TokenId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An API token without its secret.
///
/// @param expiresAt absent for a token that stays until it is revoked
/// @param lastUsedAt to the minute
public record TokenView(
        TokenId id,
        String name,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {}
