package dev.skerry.api.projects;

import dev.skerry.api.values.EnvironmentRef;

/// Names an environment.
public record EnvironmentInput(EnvironmentRef environment) {}
