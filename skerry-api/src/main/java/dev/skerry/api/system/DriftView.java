package dev.skerry.api.system;

import java.time.Instant;

/// Something that was not as it should be, and was put right.
///
/// @param what a sentence for people
public record DriftView(Instant at, String what) {}
