package dev.skerry.api.projects;

import dev.skerry.api.values.EnvironmentRef;
import org.jspecify.annotations.Nullable;

/// Deletes an environment. It can be restored until its grace time is over.
///
/// @param force true deletes the applications in it too; else it is refused while there are any
public record DeleteEnvironment(
        EnvironmentRef environment, @Nullable Boolean force) {}
