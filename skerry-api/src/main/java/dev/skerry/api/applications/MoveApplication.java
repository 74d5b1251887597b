package dev.skerry.api.applications;

import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.EnvironmentRef;

/// Moves an application to another environment, with its releases, variables and volumes.
public record MoveApplication(ApplicationRef application, EnvironmentRef environment) {}
