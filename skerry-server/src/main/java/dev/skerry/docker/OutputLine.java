package dev.skerry.docker;

import java.time.Instant;

/// A line a container wrote, without its end. Bytes that are no UTF-8 are replaced.
///
/// @param time when the engine took the line
public record OutputLine(Stream stream, Instant time, String text) {
    /// Where it was written to.
    public enum Stream {
        STDOUT,
        STDERR
    }
}
