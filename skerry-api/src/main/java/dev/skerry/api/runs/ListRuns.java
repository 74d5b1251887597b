package dev.skerry.api.runs;

import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.Cursor;
import dev.skerry.api.values.PageSize;
import org.jspecify.annotations.Nullable;

/// Which runs to list, newest first.
public record ListRuns(
        @Nullable ApplicationRef application,
        @Nullable Cursor cursor,
        @Nullable PageSize limit) {}
