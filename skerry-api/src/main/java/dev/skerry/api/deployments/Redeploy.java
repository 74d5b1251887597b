package dev.skerry.api.deployments;

import dev.skerry.api.values.ApplicationRef;
import org.jspecify.annotations.Nullable;

/// Takes the image that serves into a new release with the settings and variables of now. Nothing is built.
///
/// @param force also when nothing changed
public record Redeploy(ApplicationRef application, @Nullable Boolean force) {}
