package dev.skerry.kernel;

/// Thrown by work that noticed its cancellation. The message is the reason given by whoever cancelled.
public final class CancelledException extends RuntimeException {
    public CancelledException(String reason) {
        super(reason);
    }
}
