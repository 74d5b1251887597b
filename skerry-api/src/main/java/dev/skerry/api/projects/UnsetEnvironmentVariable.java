package dev.skerry.api.projects;

import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.api.values.VariableName;

/// Takes a variable of an environment away.
public record UnsetEnvironmentVariable(EnvironmentRef environment, VariableName name) {}
