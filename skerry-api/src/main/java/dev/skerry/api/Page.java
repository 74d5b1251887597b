package dev.skerry.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Some of a list, newest or first by name as the operation says.
///
/// @param next hand this back as `cursor` for what follows; absent at the end
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    /// A list that is always whole.
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null);
    }

    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(items.stream().map(change).toList(), next);
    }
}
