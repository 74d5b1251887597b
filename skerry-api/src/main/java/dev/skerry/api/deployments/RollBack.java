package dev.skerry.api.deployments;

import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.ReleaseVersion;
import org.jspecify.annotations.Nullable;

/// Makes an earlier release live again, image and configuration.
///
/// @param release its version; the one before the live one when absent
public record RollBack(ApplicationRef application, @Nullable ReleaseVersion release) {}
