package dev.skerry.api;

/// The shape of what an operation answers.
///
/// @param kind one record, a page of records, a stream of records, or nothing
/// @param item the record
@SuppressWarnings("UnusedTypeParameter") // carries the answer type to handlers and clients
public record Output<O>(Kind kind, Class<?> item) {
    /// How many records come, and when.
    public enum Kind {
        ONE,
        PAGE,
        /// Server-sent events, each with an id to resume after.
        STREAM,
        NONE
    }

    /// The answer of an operation that has none.
    public record Nothing() {
        public static final Nothing NOTHING = new Nothing();
    }

    public static <T> Output<T> one(Class<T> item) {
        return new Output<>(Kind.ONE, item);
    }

    public static <T> Output<Page<T>> page(Class<T> item) {
        return new Output<>(Kind.PAGE, item);
    }

    public static <T> Output<Feed<T>> stream(Class<T> item) {
        return new Output<>(Kind.STREAM, item);
    }

    public static Output<Nothing> none() {
        return new Output<>(Kind.NONE, Nothing.class);
    }
}
