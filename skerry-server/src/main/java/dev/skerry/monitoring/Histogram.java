package dev.skerry.monitoring;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Times by buckets, about ten to a power of ten, so that a percentile is wrong by a quarter at most, and sums of many
/// minutes keep their percentiles.
final class Histogram {
    /// Upper bounds in milliseconds, themselves included; what takes longer is in the bucket behind the last.
    private static final long[] BOUNDS = {
        1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 25, 32, 40, 50, 63, 80, 100, 130, 160, 200, 250, 320, 400, 500, 630, 800,
        1_000, 1_300, 1_600, 2_000, 2_500, 3_200, 4_000, 5_000, 6_300, 8_000, 10_000, 16_000, 32_000, 60_000
    };

    private final long[] counts = new long[BOUNDS.length + 1];

    /// One that was written down; as many buckets as it had then.
    static Histogram of(Long[] written) {
        var histogram = new Histogram();
        for (var i = 0; i < Math.min(written.length, histogram.counts.length); i++) {
            histogram.counts[i] = written[i];
        }
        return histogram;
    }

    Long[] written() {
        return Arrays.stream(counts).boxed().toArray(Long[]::new);
    }

    void add(long milliseconds) {
        var place = Arrays.binarySearch(BOUNDS, milliseconds);
        counts[place < 0 ? -place - 1 : place]++;
    }

    void add(Histogram other) {
        Arrays.setAll(counts, i -> counts[i] + other.counts[i]);
    }

    /// The upper bound of the bucket in which that share of all, the quickest first, ends; null when it is empty.
    @Nullable
    Long percentile(int percent) {
        var all = Arrays.stream(counts).sum();
        var rank = (all * percent + 99) / 100;
        var seen = 0L;
        for (var i = 0; i < counts.length && all > 0; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return BOUNDS[Math.min(i, BOUNDS.length - 1)];
            }
        }
        return null;
    }
}
