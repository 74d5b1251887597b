package dev.skerry.api.deployments;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A line of a log: a text for people, and what it tells for programs.
///
/// @param offset its place, counted from 1 without gaps
/// @param source the step, process or task it came from
/// @param step null where the kind is none of a step
public record LogLine(
        long offset,
        Instant time,
        String source,
        String text,
        LogKind kind,
        @Nullable LogStep step) {}
