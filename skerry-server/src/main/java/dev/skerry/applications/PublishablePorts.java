package dev.skerry.applications;

import dev.skerry.api.applications.PublishedPort;
import dev.skerry.config.PortRange;
import dev.skerry.kernel.SkerryException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Which ports of a host applications may have. Pure.
///
/// @param allowed by the operator
/// @param own of Skerry: its API and router
public record PublishablePorts(List<PortRange> allowed, Set<Integer> own) {
    /// Docker's: management, gossip and data of a Swarm.
    private static final Set<Integer> SWARM = Set.of(2377, 4789, 7946);

    public PublishablePorts {
        allowed = List.copyOf(allowed);
        own = Set.copyOf(own);
    }

    /// @throws SkerryException INVALID_INPUT
    void check(PublishedPort port) {
        var number = port.published().value();
        if (own.contains(number) || SWARM.contains(number)) {
            throw reserved(port);
        }
        if (allowed.stream().noneMatch(range -> range.contains(number))) {
            throw SkerryException.invalid(
                    "/published",
                    "/published: applications may publish the ports %s; the operator decides by SKERRY_PUBLISHED_PORTS."
                            .formatted(allowed.stream().map(PortRange::toString).collect(Collectors.joining(", "))));
        }
    }

    static SkerryException reserved(PublishedPort port) {
        return SkerryException.invalid(
                "/published", "/published: Skerry needs port %s itself: choose another.".formatted(port.published()));
    }
}
