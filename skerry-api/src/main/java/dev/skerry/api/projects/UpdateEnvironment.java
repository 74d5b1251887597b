package dev.skerry.api.projects;

import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.api.values.Label;
import dev.skerry.api.values.Name;
import org.jspecify.annotations.Nullable;

/// What to change; what is absent stays.
public record UpdateEnvironment(
        EnvironmentRef environment,
        @Nullable Name name,
        @Nullable Label description) {}
