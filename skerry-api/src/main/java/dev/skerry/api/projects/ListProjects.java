package dev.skerry.api.projects;

import dev.skerry.api.values.Cursor;
import dev.skerry.api.values.PageSize;
import dev.skerry.api.values.SearchText;
import org.jspecify.annotations.Nullable;

/// Which projects to list, by name.
public record ListProjects(
        @Nullable SearchText search,
        @Nullable Cursor cursor,
        @Nullable PageSize limit) {}
