package dev.skerry.api.deployments;

import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.Cursor;
import dev.skerry.api.values.PageSize;
import org.jspecify.annotations.Nullable;

/// Which releases to list, newest first.
public record ListReleases(
        ApplicationRef application,
        @Nullable Cursor cursor,
        @Nullable PageSize limit) {}
