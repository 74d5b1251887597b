package dev.skerry.api.projects;

import dev.skerry.api.values.Label;
import dev.skerry.api.values.Name;
import org.jspecify.annotations.Nullable;

/// Makes a project with an environment `production`.
public record CreateProject(Name name, @Nullable Label description) {}
