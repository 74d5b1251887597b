package dev.skerry.db;

import dev.skerry.api.Page;
import dev.skerry.api.values.Cursor;
import dev.skerry.api.values.PageSize;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Pages by the key of the last item seen (never by offset, which skips and repeats when rows come and go).
///
/// @param after the key of the last item of the page before, empty for the first page
/// @param limit items a page
public record Paging(String after, int limit) {
    private static final int DEFAULT_LIMIT = 100;

    public static Paging of(@Nullable Cursor cursor, @Nullable PageSize limit) {
        return new Paging(cursor == null ? "" : cursor.value(), limit == null ? DEFAULT_LIMIT : limit.value());
    }

    /// One more than a page, to learn whether there is a next one.
    public int fetch() {
        return limit + 1;
    }

    /// Makes the page of what was fetched.
    public <T> Page<T> page(List<T> fetched, Function<T, String> key) {
        if (fetched.size() <= limit) {
            return new Page<>(fetched, null);
        }
        var items = fetched.subList(0, limit);
        return new Page<>(items, key.apply(items.getLast()));
    }
}
