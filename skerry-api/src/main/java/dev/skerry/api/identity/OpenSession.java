package dev.skerry.api.identity;

import dev.skerry.api.values.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A session that is open, without its token.
///
/// @param organization it acts in
/// @param current whether it is the one that asks
/// @param lastUsedAt to the minute
public record OpenSession(
        SessionId id,
        String organization,
        boolean current,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt) {}
