package dev.skerry.git;

import dev.skerry.kernel.Cancellation;
import dev.skerry.untrusted.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs blocking work on a virtual thread of its own, whose sockets close when it is interrupted: by a
/// cancellation, at the deadline, or when what it downloads outgrows its bound.
final class GitJob {
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Duration deadline;
    private final Cancellation cancellation;
    private final Path watched;
    private final long maxBytes;

    /// @param watched the folder that grows
    GitJob(Duration deadline, Cancellation cancellation, Path watched, long maxBytes) {
        this.deadline = deadline;
        this.cancellation = cancellation;
        this.watched = watched;
        this.maxBytes = maxBytes;
    }

    <T> T run(Callable<T> work) throws IOException {
        cancellation.check();
        var task = new FutureTask<>(work);
        var thread = Thread.ofVirtual().name("git").start(task);
        try (var _ = cancellation.onCancel(thread::interrupt)) {
            return await(task);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw GitFault.NETWORK.because("Interrupted while Git ran.", e);
        } catch (ExecutionException e) {
            cancellation.check();
            throw rethrown(Objects.requireNonNullElse(e.getCause(), e));
        } finally {
            stop(thread);
        }
    }

    private <T> T await(FutureTask<T> task) throws InterruptedException, ExecutionException, IOException {
        var end = System.nanoTime() + deadline.toNanos();
        while (true) {
            try {
                return task.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                cancellation.check();
                if (System.nanoTime() - end > 0) {
                    throw GitFault.TIMEOUT.because(
                            "Git did not end within %d s and was stopped.".formatted(deadline.toSeconds()), e);
                }
                if (Folders.size(watched) > maxBytes) {
                    throw GitFault.TOO_LARGE.because(
                            "The repository is larger than the %d bytes a download may have.".formatted(maxBytes), e);
                }
            }
        }
    }

    private static RuntimeException rethrown(Throwable cause) throws IOException {
        return switch (cause) {
            case IOException e -> throw e;
            case OutOfMemoryError e ->
                GitFault.TOO_LARGE.because("The repository needs more memory than this server has.", e);
            case Error e -> throw e;
            case RuntimeException e -> e;
            default -> new IllegalStateException(cause);
        };
    }

    /// One interrupt may be swallowed by a library between two waits, so it is repeated.
    private static void stop(Thread thread) {
        try {
            for (var waited = Duration.ZERO; thread.isAlive() && waited.compareTo(PATIENCE) < 0; ) {
                thread.interrupt();
                thread.join(LOOK_EVERY);
                waited = waited.plus(LOOK_EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
