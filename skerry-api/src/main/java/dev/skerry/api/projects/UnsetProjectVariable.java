package dev.skerry.api.projects;

import dev.skerry.api.values.ProjectRef;
import dev.skerry.api.values.VariableName;

/// Takes a variable of a project away.
public record UnsetProjectVariable(ProjectRef project, VariableName name) {}
