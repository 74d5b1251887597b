package dev.skerry.web;

import dev.skerry.api.Effect;
import dev.skerry.api.Operation;
import dev.skerry.api.Permission;
import dev.skerry.config.ServerConfig;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.Network;
import dev.skerry.kernel.RateLimit;
import java.time.Duration;
import java.time.InstantSource;

/// Keeps one caller from taking the server away from the others, and strangers from trying passwords without end.
final class Throttle {
    private static final int BURST_SECONDS = 10;

    private final RateLimit requests;
    private final RateLimit signIns;

    Throttle(ServerConfig.Limits limits, InstantSource clock) {
        this.requests = new RateLimit(
                "Too many requests",
                limits.requestsPerSecond() * BURST_SECONDS,
                Duration.ofSeconds(1).dividedBy(limits.requestsPerSecond()),
                clock);
        this.signIns = new RateLimit(
                "Too many sign-ins from this address",
                limits.signInsPerMinute(),
                Duration.ofMinutes(1).dividedBy(limits.signInsPerMinute()),
                clock);
    }

    /// @throws dev.skerry.kernel.SkerryException RATE_LIMITED
    void admit(Operation<?, ?> operation, Actor actor, Network network) {
        requests.take(actor.isNobody() ? network : actor.credential());
        if (operation.permission() == Permission.ANYONE && operation.effect() != Effect.READ) {
            signIns.take(network);
        }
    }
}
