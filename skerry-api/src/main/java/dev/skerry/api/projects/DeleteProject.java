package dev.skerry.api.projects;

import dev.skerry.api.values.ProjectRef;
import org.jspecify.annotations.Nullable;

/// Deletes a project with its environments. It can be restored until its grace time is over.
///
/// @param force true deletes the applications in it too; else it is refused while there are any
public record DeleteProject(ProjectRef project, @Nullable Boolean force) {}
