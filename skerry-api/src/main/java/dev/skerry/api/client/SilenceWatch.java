package dev.skerry.api.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/// Closes a stream that has been silent for too long: a read from a connection that died without a word blocks for
/// ever.
final class SilenceWatch implements AutoCloseable {
    private final InputStream stream;
    private final long longest;
    private final Thread thread;
    private volatile long lastSound = System.nanoTime();
    private volatile boolean silent;

    SilenceWatch(InputStream stream, Duration longest) {
        this.stream = stream;
        this.longest = longest.toNanos();
        this.thread = Thread.ofVirtual().unstarted(this::watch);
    }

    SilenceWatch start() {
        thread.start();
        return this;
    }

    void heard() {
        lastSound = System.nanoTime();
    }

    /// Whether the stream was closed for its silence.
    boolean wasSilent() {
        return silent;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        try {
            for (long left = longest; left > 0; left = longest - (System.nanoTime() - lastSound)) {
                Thread.sleep(Duration.ofNanos(left));
            }
            silent = true;
            stream.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the stream ended in time
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close a silent stream", e);
        }
    }
}
