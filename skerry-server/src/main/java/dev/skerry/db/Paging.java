package dev.skerry.db;

import dev.skerry.api.Page;
import dev.skerry.api.values.Cursor;
import dev.skerry.api.values.PageSize;
import dev.skerry.kernel.SkerryException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Pages by the key of the last item seen (never by offset, which skips and repeats when rows come and go).
///
/// @param after the key of the last item of the page before, empty for the first page
/// @param limit items a page
public record Paging(String after, int limit) {
    private static final int DEFAULT_LIMIT = 100;
    private static final UUID NIL = new UUID(0, 0);

    /// The place of an item in a list by name: names may be equal, ids are not.
    public record Named(String name, UUID id) {
        @Override
        public String toString() {
            return name + "." + id;
        }
    }

    public static Paging of(@Nullable Cursor cursor, @Nullable PageSize limit) {
        return new Paging(cursor == null ? "" : cursor.value(), limit == null ? DEFAULT_LIMIT : limit.value());
    }

    /// The key of a list by id; null for the first page.
    public @Nullable UUID afterId() {
        return after.isEmpty() ? null : id(after);
    }

    /// The key of a list by number; null for the first page.
    public @Nullable Integer afterNumber() {
        try {
            return after.isEmpty() ? null : Integer.valueOf(after);
        } catch (NumberFormatException e) {
            throw notACursor();
        }
    }

    /// The key of a list by name and id; before every other for the first page.
    public Named afterNamed() {
        var cut = after.lastIndexOf('.');
        return after.isEmpty()
                ? new Named("", NIL)
                : new Named(after.substring(0, Math.max(0, cut)), id(after.substring(cut + 1)));
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

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw notACursor();
        }
    }

    private static SkerryException notACursor() {
        return SkerryException.invalid("/cursor", "/cursor: must be what an earlier page of this list gave as next.");
    }
}
