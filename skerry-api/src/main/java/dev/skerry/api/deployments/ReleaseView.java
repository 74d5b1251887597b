package dev.skerry.api.deployments;

import dev.skerry.api.values.ReleaseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What was, is or can again be live: an image and its whole configuration.
///
/// @param restorable whether it can be gone back to: its image is still there
public record ReleaseView(
        ReleaseId id,
        int version,
        String image,
        @Nullable String commit,
        boolean live,
        boolean restorable,
        Instant createdAt) {}
