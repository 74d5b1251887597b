package dev.skerry.api.sources;

import java.time.Instant;
import java.util.UUID;

/// An archive as it was uploaded.
///
/// @param sha256 of the file, in hexadecimal
/// @param size in bytes
/// @param format `tar`, `tar.gz` or `zip`, as its content says
public record ArchiveView(UUID id, String application, String sha256, long size, String format, Instant uploadedAt) {}
