package dev.skerry.projects;

import dev.skerry.api.values.Name;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A group of environments.
public record Project(UUID id, Name name, @Nullable String description, Instant createdAt) {}
