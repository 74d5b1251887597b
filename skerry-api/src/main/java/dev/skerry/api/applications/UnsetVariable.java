package dev.skerry.api.applications;

import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.VariableName;

/// Takes a variable of an application away.
public record UnsetVariable(ApplicationRef application, VariableName name) {}
