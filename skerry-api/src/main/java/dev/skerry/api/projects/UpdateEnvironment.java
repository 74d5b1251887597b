package dev.skerry.api.projects;

import dev.skerry.api.Clearable;
import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.api.values.Label;
import dev.skerry.api.values.Name;
import org.jspecify.annotations.Nullable;

/// What to change; what is absent stays, a description that is `null` goes.
public record UpdateEnvironment(
        EnvironmentRef environment,
        @Nullable Name name,
        @Clearable @Nullable Label description) {}
