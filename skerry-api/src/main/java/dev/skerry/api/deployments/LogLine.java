package dev.skerry.api.deployments;

import java.time.Instant;

/// A line of a log.
///
/// @param offset its place, counted from 1 without gaps
/// @param source the step, process or task it came from
public record LogLine(long offset, Instant time, String source, String text) {}
