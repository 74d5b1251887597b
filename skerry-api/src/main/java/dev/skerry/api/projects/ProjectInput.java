package dev.skerry.api.projects;

import dev.skerry.api.values.ProjectRef;

/// Names a project.
public record ProjectInput(ProjectRef project) {}
