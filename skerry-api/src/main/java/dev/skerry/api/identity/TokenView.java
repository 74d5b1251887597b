package dev.skerry.api.identity;

import dev.skerry.api.values.TokenId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An API token without its secret.
public record TokenView(
        TokenId id,
        String name,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {}
