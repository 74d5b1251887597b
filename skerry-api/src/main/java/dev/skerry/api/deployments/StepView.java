package dev.skerry.api.deployments;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One step of a deployment.
///
/// @param status running, done, failed or cancelled
public record StepView(
        String name,
        String status,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String detail) {}
