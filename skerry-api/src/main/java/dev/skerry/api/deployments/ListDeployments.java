package dev.skerry.api.deployments;

import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.Cursor;
import dev.skerry.api.values.PageSize;
import org.jspecify.annotations.Nullable;

/// Which deployments to list, newest first.
public record ListDeployments(
        @Nullable ApplicationRef application,
        @Nullable Cursor cursor,
        @Nullable PageSize limit) {}
