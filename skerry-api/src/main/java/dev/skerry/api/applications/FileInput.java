package dev.skerry.api.applications;

import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.ContainerPath;

/// Names a mounted file of an application.
public record FileInput(ApplicationRef application, ContainerPath path) {}
