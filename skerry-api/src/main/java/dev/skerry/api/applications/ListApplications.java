package dev.skerry.api.applications;

import dev.skerry.api.values.Cursor;
import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.api.values.PageSize;
import dev.skerry.api.values.SearchText;
import org.jspecify.annotations.Nullable;

/// Which applications to list, by name.
public record ListApplications(
        @Nullable EnvironmentRef environment,
        @Nullable SearchText search,
        @Nullable Cursor cursor,
        @Nullable PageSize limit) {}
