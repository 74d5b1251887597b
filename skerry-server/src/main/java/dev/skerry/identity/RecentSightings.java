package dev.skerry.identity;

import dev.skerry.identity.CredentialStore.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Remembers for a second whose credentials were shown, so that not each request of many asks the database. Forgets
/// everything as soon as any credential or role is changed by this process.
final class RecentSightings {
    private static final Duration KEPT = Duration.ofSeconds(1);
    private static final int MOST = 10_000;

    private final Map<String, Kept> byHash = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    private record Kept(Sighting sighting, Instant at, long changes) {}

    Optional<Sighting> find(String secretHash, Instant now) {
        return Optional.ofNullable(byHash.get(secretHash))
                .filter(kept -> kept.changes() == changes.get())
                .filter(kept -> !kept.at().isAfter(now) && kept.at().plus(KEPT).isAfter(now))
                .map(Kept::sighting);
    }

    /// To be asked before the database is, and handed to `keep`: what was read before a change does not count after it.
    long changes() {
        return changes.get();
    }

    void keep(String secretHash, Sighting sighting, Instant now, long changesBefore) {
        if (byHash.size() >= MOST) {
            byHash.clear();
        }
        byHash.put(secretHash, new Kept(sighting, now, changesBefore));
    }

    void forget() {
        changes.incrementAndGet();
        byHash.clear();
    }
}
