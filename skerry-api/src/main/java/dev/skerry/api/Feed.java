package dev.skerry.api;

/// Records that come over time. The producer calls back on its own thread of control until it has no more, or the
/// receiver has gone.
@FunctionalInterface
public interface Feed<T> {
    /// Hands every record over, in order, and returns when there will be no more.
    void deliver(Receiver<T> receiver);

    /// The other end.
    interface Receiver<T> {
        /// @param id the place of this record in the stream: a reader that lost its connection resumes after it
        /// @return false when nobody listens any more
        boolean accept(long id, T item);

        /// Whether somebody still listens; also keeps the connection alive while nothing happens.
        boolean isOpen();
    }
}
