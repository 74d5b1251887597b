package dev.skerry.api.projects;

import dev.skerry.api.Clearable;
import dev.skerry.api.values.Label;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.ProjectRef;
import org.jspecify.annotations.Nullable;

/// What to change; what is absent stays, a description that is `null` goes.
public record UpdateProject(
        ProjectRef project,
        @Nullable Name name,
        @Clearable @Nullable Label description) {}
