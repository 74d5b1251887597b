package dev.skerry.logs;

import dev.skerry.logs.Entry.Kind;
import java.time.Instant;

/// Records of a log.
final class Entries {
    static final Instant NOON = Instant.parse("2025-11-21T12:00:00Z");

    private Entries() {}

    static Entry out(String text) {
        return out(NOON, "web.1.k3f9", text);
    }

    static Entry out(Instant time, String source, String text) {
        return new Entry(Kind.STDOUT, time, 1, source, text);
    }

    static Entry err(Instant time, String source, String text) {
        return new Entry(Kind.STDERR, time, 1, source, text);
    }
}
