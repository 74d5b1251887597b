package dev.skerry.api.applications;

import java.time.Instant;

/// A mounted file by its path: contents are never given back.
///
/// @param size in bytes
public record FileView(String path, int size, Instant changedAt) {}
