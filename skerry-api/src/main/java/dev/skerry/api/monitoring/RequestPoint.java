package dev.skerry.api.monitoring;

import java.time.Instant;

/// Requests of some minutes.
///
/// @param time when they begin
public record RequestPoint(Instant time, RequestCounts counts) {}
