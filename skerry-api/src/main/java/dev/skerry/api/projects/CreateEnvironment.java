package dev.skerry.api.projects;

import dev.skerry.api.values.Name;
import dev.skerry.api.values.ProjectRef;

/// Makes an environment in a project.
public record CreateEnvironment(ProjectRef project, Name name) {}
