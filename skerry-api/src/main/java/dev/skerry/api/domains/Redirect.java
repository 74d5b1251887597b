package dev.skerry.api.domains;

import dev.skerry.api.values.RedirectLocation;
import dev.skerry.api.values.RedirectStatus;
import org.jspecify.annotations.Nullable;

/// Leads visitors elsewhere.
///
/// @param status 308 when absent
/// @param keepPath whether path and query of the request are put behind the location; no when absent
public record Redirect(
        RedirectLocation location,
        @Nullable RedirectStatus status,
        @Nullable Boolean keepPath) {}
