package dev.skerry.api.applications;

import dev.skerry.api.values.ApplicationRef;
import org.jspecify.annotations.Nullable;

/// Deletes an application. It stops at once and can be restored until its grace time is over.
///
/// @param volumes true removes its volumes with it, after the grace time; they are kept when absent
/// @param now true gives up the grace time
public record DeleteApplication(
        ApplicationRef application,
        @Nullable Boolean volumes,
        @Nullable Boolean now) {}
