package dev.skerry.api.projects;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A place of a project where services run, cut off from all others.
public record EnvironmentView(
        UUID id, String name, String project, @Nullable String description, Instant createdAt) {}
