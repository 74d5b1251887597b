package dev.skerry.api.projects;

import java.time.Instant;
import java.util.UUID;

/// A place of a project where services run, cut off from all others.
public record EnvironmentView(UUID id, String name, String project, Instant createdAt) {}
