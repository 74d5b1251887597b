package dev.skerry.web;

import dev.skerry.api.Effect;
import dev.skerry.api.Operation;
import dev.skerry.api.Permission;
import dev.skerry.config.ServerConfig;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.RateLimit;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;

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
    void admit(Operation<?, ?> operation, Actor actor, String address) {
        requests.take(actor.isNobody() ? network(address) : actor.credential());
        if (operation.permission() == Permission.ANYONE && operation.effect() != Effect.READ) {
            signIns.take(network(address));
        }
    }

    /// Who has one IPv6 address has 2^64 of them.
    private static Object network(String address) {
        return InetAddress.ofLiteral(address) instanceof Inet6Address six
                ? Arrays.hashCode(Arrays.copyOf(six.getAddress(), 8))
                : address;
    }
}
