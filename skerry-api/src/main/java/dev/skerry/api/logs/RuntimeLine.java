package dev.skerry.api.logs;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;

/// A line that a task of an application wrote, or a note of Skerry's about such lines.
///
/// @param offset the place behind it, to resume after; it grows, but does not count lines
/// @param source the task: process, number among its kind, first letters of its id: `web.1.k3f9`
/// @param text colours and other escape sequences as they were written
public record RuntimeLine(long offset, Instant time, String source, Stream stream, String text) {
    /// Where it was written to.
    public enum Stream {
        STDOUT,
        STDERR,
        /// Not the task but Skerry says so: lines were left out.
        NOTE;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
