package dev.skerry.api.applications;

/// How a new release takes the place of the one that serves.
public enum Strategy {
    /// Beside it, and in its place once healthy: nothing is interrupted.
    OVERLAP,
    /// Beside it, with a small share of the requests at first; it gets all of them only when it answers no worse than
    /// the one before. See `Canary`.
    CANARY,
    /// After it has stopped, for what can exist only once: a volume with one writer, a published port. It is started
    /// again when the new one does not become healthy.
    RECREATE
}
