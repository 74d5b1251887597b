package dev.skerry.api.projects;

import dev.skerry.api.values.Label;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.ProjectRef;
import org.jspecify.annotations.Nullable;

/// What to change; what is absent stays.
public record UpdateProject(
        ProjectRef project, @Nullable Name name, @Nullable Label description) {}
