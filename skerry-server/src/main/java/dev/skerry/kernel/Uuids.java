package dev.skerry.kernel;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/// Makes the ids of everything that is stored: UUID version 7 (RFC 9562, section 5.7), ordered by time of making.
public final class Uuids {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private Uuids() {}

    /// 48 bits of Unix milliseconds, 12 and 62 random bits around version and variant.
    public static UUID v7(Instant now) {
        var high = now.toEpochMilli() << 16 | VERSION | (RANDOM.nextLong() & 0x0FFFL);
        var low = VARIANT | (RANDOM.nextLong() >>> 2);
        return new UUID(high, low);
    }
}
