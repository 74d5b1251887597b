package dev.skerry.logs;

import java.time.Duration;

/// How much of what an application writes is kept: what is older or more goes, the oldest first.
public record LogBounds(long bytes, Duration age) {
    private static final int SEGMENTS = 10;

    /// One file goes as a whole, so that each holds a tenth of all.
    long segmentBytes() {
        return Math.max(1, bytes / SEGMENTS);
    }

    Duration segmentAge() {
        return age.dividedBy(SEGMENTS);
    }
}
