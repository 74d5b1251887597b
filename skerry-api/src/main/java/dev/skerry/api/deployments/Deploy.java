package dev.skerry.api.deployments;

import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.GitRef;
import org.jspecify.annotations.Nullable;

/// Deploys an application.
///
/// @param ref instead of the one in its source, this once
/// @param force deploy even when nothing changed
public record Deploy(
        ApplicationRef application,
        @Nullable GitRef ref,
        @Nullable Boolean force) {}
