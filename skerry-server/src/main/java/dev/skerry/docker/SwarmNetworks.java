package dev.skerry.docker;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The overlay networks of the Swarm.
///
/// @param patience how long a network that shall go may stay in use
record SwarmNetworks(Docker docker, Duration patience) {
    void create(NetworkSpec network) {
        var found = find(network.name());
        if (found.isPresent()) {
            Ownership.requireSame("network", network.name(), found.get().labels(), network.labels());
            return;
        }
        var document = Docker.JSON
                .createObjectNode()
                .put("Name", network.name())
                .put("Driver", "overlay")
                .put("Attachable", true)
                .put("CheckDuplicate", true);
        document.set("Labels", ServiceDocument.labels(network.labels()));
        docker.run(Call.post("make network '%s'".formatted(network.name()), "networks", "create")
                .json(document));
    }

    void remove(String name) {
        var found = find(name);
        if (found.isEmpty()) {
            return;
        }
        Ownership.requireOurs("network", name, found.get().labels());
        var refusal = new AtomicReference<@Nullable SkerryException>();
        if (!Polling.until(patience, Cancellation.never(), () -> isGone(name, refusal))) {
            throw new SkerryException(
                    ErrorCode.CONFLICT,
                    "The network '%s' is still in use by %s. Remove or disconnect that first."
                            .formatted(name, String.join(", ", users(found.get()))),
                    refusal.get());
        }
    }

    List<NetworkState> list(Labels labels) {
        var networks = docker.json(Call.get("list networks", "networks").labelled(labels));
        return networks.valueStream().map(SwarmNetworks::state).toList();
    }

    /// @throws SkerryException NOT_FOUND
    NetworkState get(String name) {
        return find(name).orElseThrow(() -> SkerryException.notFound("network", name));
    }

    /// By the whole name: the engine's own filter finds parts of names too.
    Optional<NetworkState> find(String name) {
        var networks = docker.json(
                Call.get("look for network '%s'".formatted(name), "networks").filter("name", List.of(name)));
        return networks.valueStream()
                .map(SwarmNetworks::state)
                .filter(network -> network.name().equals(name))
                .findFirst();
    }

    /// A network the Swarm has removed stays visible on the node for a moment, and cannot be removed then.
    private boolean isGone(String name, AtomicReference<@Nullable SkerryException> refusal) {
        var present = find(name);
        if (present.isEmpty()) {
            return true;
        }
        try {
            docker.run(Call.delete(
                    "remove network '%s'".formatted(name),
                    "networks",
                    present.get().id()));
        } catch (SkerryException e) {
            if (!isPassing(e)) {
                throw e;
            }
            refusal.set(e);
        }
        return find(name).isEmpty();
    }

    private static boolean isPassing(SkerryException e) {
        return Stream.of("active endpoints", "in use", "not found")
                .anyMatch(reason -> e.getMessage().contains(reason));
    }

    private List<String> users(NetworkState network) {
        var result = new ArrayList<String>();
        docker.find(Call.get("inspect network '%s'".formatted(network.name()), "networks", network.id()))
                .ifPresent(found -> found.path("Containers").properties().stream()
                        .filter(entry -> !entry.getKey().startsWith("lb-"))
                        .forEach(entry -> result.add("container '%s'"
                                .formatted(entry.getValue().path("Name").asString("")))));
        docker.json(Call.get("list services", "services"))
                .valueStream()
                .filter(service -> uses(service, network))
                .forEach(service -> result.add("service '%s'"
                        .formatted(service.path("Spec").path("Name").asString(""))));
        return result.isEmpty() ? List.of("something the engine does not name") : result;
    }

    private static boolean uses(JsonNode service, NetworkState network) {
        return service.path("Spec")
                .path("TaskTemplate")
                .path("Networks")
                .valueStream()
                .anyMatch(used -> used.path("Target").asString("").equals(network.id()));
    }

    private static NetworkState state(JsonNode network) {
        return new NetworkState(
                network.path("Id").asString(""),
                network.path("Name").asString(""),
                Ownership.labels(network.path("Labels")));
    }
}
