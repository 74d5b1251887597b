package dev.skerry.db;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What is read from some tables, read again only once something in them changed, whoever changed it: this process,
/// another one, or a person at the database. To ask whether that is so costs one query that looks at no table, as long
/// as nothing at all was written; and else one that reads no more of a row than where and by whom it was written.
public final class Derived<T> {
    private static final String ROWS = """
            (SELECT count(*) || '.' || coalesce(bit_xor(hashtextextended(ctid::text || '@' || xmin::text, 0)), 0)
            FROM %s)""";

    private final String fingerprint;
    private final Function<Handle, T> load;
    private @Nullable Known<T> known;

    /// @param snapshot of the transactions that were visible: while it is the same, so is everything
    /// @param fingerprint of the rows the value was read from
    private record Known<T>(String snapshot, String fingerprint, T value) {}

    /// @param sources what stands behind FROM: the name of a table, with a condition where most rows do not matter
    /// @param load reads the value from these, and from what never changes once it is there
    public Derived(List<String> sources, Function<Handle, T> load) {
        this.fingerprint =
                sources.stream().map(ROWS::formatted).collect(Collectors.joining(" || ' ' || ", "SELECT ", ""));
        this.load = load;
    }

    /// As the database says it now. The same object as before when nothing changed; what a transaction that is not
    /// committed yet writes is seen once it is.
    public synchronized T get(Handle handle) {
        var before = known;
        var snapshot = text(handle, "SELECT pg_current_snapshot()::text");
        if (before != null && before.snapshot().equals(snapshot)) {
            return before.value();
        }
        // Asked before the rows are read: what is committed in between is found the next time.
        var rows = text(handle, fingerprint);
        var value = before != null && before.fingerprint().equals(rows) ? before.value() : load.apply(handle);
        known = new Known<>(snapshot, rows, value);
        return value;
    }

    private static String text(Handle handle, String query) {
        return handle.createQuery(query).mapTo(String.class).one();
    }
}
