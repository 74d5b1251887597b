package dev.skerry.deployments;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Which applications are looked at in every round: those something happened to. Docker tells of the end of a container
/// a moment before it says so itself, so each is looked at for a while, and until it is found as it should be.
final class Attention {
    private static final Duration WHILE = Duration.ofSeconds(3);

    private final InstantSource clock;
    private final Map<UUID, Instant> until = new ConcurrentHashMap<>();

    Attention(InstantSource clock) {
        this.clock = clock;
    }

    void draw(UUID application) {
        until.put(application, clock.instant().plus(WHILE));
    }

    boolean isEmpty() {
        return until.isEmpty();
    }

    boolean isOn(UUID application) {
        return until.containsKey(application);
    }

    /// It was seen and is as it should be.
    void satisfy(UUID application) {
        until.computeIfPresent(application, (_, end) -> end.isAfter(clock.instant()) ? end : null);
    }

    /// Forgets whoever is not among these.
    void retain(Collection<UUID> applications) {
        until.keySet().retainAll(applications);
    }

    /// It was seen and is not as it should be.
    void keep(UUID application) {
        until.putIfAbsent(application, clock.instant());
    }
}
