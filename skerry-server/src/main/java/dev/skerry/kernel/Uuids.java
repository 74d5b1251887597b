package dev.skerry.kernel;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Makes the ids of everything that is stored: UUID version 7 (RFC 9562, section 5.7), ordered by time of making, also
/// within one millisecond, as lists are in the order of ids.
public final class Uuids {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final int COUNTER_BITS = 12;
    private static final long COUNTER = (1L << COUNTER_BITS) - 1;

    /// How far a clock may be set back before ids follow it: less is a correction, in which order matters more.
    private static final long CORRECTION_MILLIS = 1_000;

    /// Milliseconds and counter of the id made last. A process makes ids in one order, so this is the process's.
    private static final AtomicLong LAST = new AtomicLong();

    private Uuids() {}

    /// 48 bits of Unix milliseconds, a counter of 12 bits (section 6.2, method 1), and 62 random bits, around version
    /// and variant.
    public static UUID v7(Instant now) {
        long tick = LAST.accumulateAndGet(now.toEpochMilli(), Uuids::next);
        var high = tick >>> COUNTER_BITS << 16 | VERSION | (tick & COUNTER);
        var low = VARIANT | (RANDOM.nextLong() >>> 2);
        return new UUID(high, low);
    }

    /// A counter that overflows goes on in the next millisecond. A new one begins in the lower half, to have room.
    private static long next(long last, long millis) {
        var behind = (last >>> COUNTER_BITS) - millis;
        var goesOn = behind >= 0 && behind < CORRECTION_MILLIS;
        return goesOn ? last + 1 : millis << COUNTER_BITS | RANDOM.nextInt((int) COUNTER / 2);
    }
}
