package dev.skerry.projects;

import java.time.Instant;

/// When something is deleted, and until when it can be restored.
public record Deletion(Instant at, Instant purgeAt) {}
