package dev.skerry.kernel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// How often somebody may do something: a bucket of permits for each key, which fills again with time. In memory, so
/// each
/// server counts for itself, and of the keys used last only, so a flood of names cannot fill the memory.
public final class RateLimit {
    private static final int KEYS = 10_000;

    private final String what;
    private final int burst;
    private final Duration refill;
    private final InstantSource clock;
    private final Map<Object, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Bucket> eldest) {
            return size() > KEYS;
        }
    };

    private record Bucket(double permits, Instant at) {}

    /// @param what is limited, as the answer says it: `Too many sign-ins`
    /// @param burst permits of a full bucket
    /// @param refill after which one permit is there again
    public RateLimit(String what, int burst, Duration refill, InstantSource clock) {
        this.what = what;
        this.burst = burst;
        this.refill = refill;
        this.clock = clock;
    }

    /// Takes a permit.
    ///
    /// @throws SkerryException RATE_LIMITED when there is none, with the time until there is one
    public synchronized void take(Object key) {
        var now = clock.instant();
        var permits = permits(key, now);
        if (permits < 1) {
            var wait = Duration.ofNanos((long) Math.ceil((1 - permits) * refill.toNanos()));
            throw SkerryException.rateLimited(
                    "%s: try again in %d s.".formatted(what, seconds(wait)), Duration.ofSeconds(seconds(wait)));
        }
        buckets.put(key, new Bucket(permits - 1, now));
    }

    /// Gives a permit back: it was not what is limited after all.
    public synchronized void giveBack(Object key) {
        var now = clock.instant();
        buckets.put(key, new Bucket(Math.min(burst, permits(key, now) + 1), now));
    }

    private double permits(Object key, Instant now) {
        var bucket = buckets.get(key);
        if (bucket == null) {
            return burst;
        }
        var passed = Math.max(0, Duration.between(bucket.at(), now).toNanos());
        return Math.min(burst, bucket.permits() + (double) passed / refill.toNanos());
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }
}
