package dev.skerry.kernel;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// Something that is made in a thread of its own while others do something else.
public final class Ahead<T> {
    private final CompletableFuture<T> result = new CompletableFuture<>();

    private Ahead() {}

    /// Begins at once.
    public static <T> Ahead<T> of(String name, Supplier<T> work) {
        var ahead = new Ahead<T>();
        Thread.ofVirtual().name(name).start(() -> ahead.run(work));
        return ahead;
    }

    /// Waits for it.
    ///
    /// @throws RuntimeException what the work has thrown
    public T get() {
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    private void run(Supplier<T> work) {
        try {
            result.complete(work.get());
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }
}
