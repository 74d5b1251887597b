package dev.skerry.docker;

import org.jspecify.annotations.Nullable;

/// What of a machine builds may take, so that they cannot starve what serves on it: three quarters of its memory, and
/// its processors but for a tenth of them, a fifth of one at least. For a build that sets no limits, and for all builds
/// together, whatever they set.
final class BuildShare {
    private static final long LEFT_AT_LEAST = 200;

    private BuildShare() {}

    static Resources of(long memory, int cpus) {
        var all = cpus * 1000L;
        return new Resources(memory / 4 * 3, null, all - Math.max(all / 10, LEFT_AT_LEAST), null);
    }

    /// What a build gets that wants these limits.
    static Resources within(Resources share, Resources wanted) {
        return new Resources(
                smaller(share.memoryLimit(), wanted.memoryLimit()),
                null,
                smaller(share.cpuLimit(), wanted.cpuLimit()),
                null);
    }

    private static @Nullable Long smaller(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.min(one, other);
    }
}
