package dev.skerry.jobs;

import java.time.Duration;

/// How often a failed job is tried, and after what pause: `first`, then twice as long each time, at most
/// `longest`.
///
/// @param attempts in all, 1 or more
public record RetryPolicy(int attempts, Duration first, Duration longest) {
    public RetryPolicy {
        if (attempts < 1 || first.isNegative() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("At least one attempt, and a longest pause not below the first");
        }
    }

    public static RetryPolicy once() {
        return new RetryPolicy(1, Duration.ZERO, Duration.ZERO);
    }

    /// The pause after that many failed attempts.
    Duration pauseAfter(int failed) {
        var doublings = Math.min(failed - 1, 30);
        var pause = first.multipliedBy(1L << doublings);
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
