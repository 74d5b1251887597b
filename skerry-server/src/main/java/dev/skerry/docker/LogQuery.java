package dev.skerry.docker;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which lines of a log are wanted.
///
/// @param since only lines of that time and later; null for all there are
/// @param tail only that many of the last lines; null for all
/// @param follow whether to go on with lines that are yet to come
/// @param deadline after which reading ends, without an error when following
public record LogQuery(@Nullable Instant since, @Nullable Integer tail, boolean follow, Duration deadline) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Everything that is there.
    public static LogQuery all() {
        return new LogQuery(null, null, false, PATIENCE);
    }

    public static LogQuery lastLines(int count) {
        return new LogQuery(null, count, false, PATIENCE);
    }

    public LogQuery since(Instant time) {
        return new LogQuery(time, tail, follow, deadline);
    }

    public LogQuery follow(Duration atMost) {
        return new LogQuery(since, tail, true, atMost);
    }
}
