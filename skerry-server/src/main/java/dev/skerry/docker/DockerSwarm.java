package dev.skerry.docker;

import dev.skerry.api.ErrorCode;
import dev.skerry.docker.MountSpec.Volume;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The Swarm mode of a Docker engine. Images are taken as the nodes have them: nothing here asks a registry.
public final class DockerSwarm implements Swarm {
    private static final String SERVICE_OF_CONTAINER = "com.docker.swarm.service.name";
    private static final Duration REMOVAL = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 5;

    /// Endpoints of ended tasks go away within seconds; what stays longer is in use.
    private static final Duration NETWORK_REMOVAL = Duration.ofSeconds(20);

    private final Docker docker;
    private final SwarmNetworks networks;
    private final SwarmFiles files;

    /// Shared by those who make a service, whose files are there before it is.
    private final ReadWriteLock making = new ReentrantReadWriteLock();

    public DockerSwarm(Docker docker) {
        this(docker, NETWORK_REMOVAL);
    }

    DockerSwarm(Docker docker, Duration networkRemoval) {
        this.docker = docker;
        this.networks = new SwarmNetworks(docker, networkRemoval);
        this.files = new SwarmFiles(docker);
    }

    @Override
    public void initialise(String advertiseAddress) {
        var swarm = docker.json(Call.get("describe itself", "info")).path("Swarm");
        var state = swarm.path("LocalNodeState").asString("");
        switch (state) {
            case "active" -> {
                if (!swarm.path("ControlAvailable").asBoolean(false)) {
                    throw new SkerryException(
                            ErrorCode.UNAVAILABLE,
                            "The Docker engine at %s is a worker of a Swarm. Give Skerry the address of a manager."
                                    .formatted(docker.host()));
                }
            }
            case "inactive", "" ->
                docker.run(Call.post("start a Swarm on %s".formatted(advertiseAddress), "swarm", "init")
                        .json(Docker.JSON
                                .createObjectNode()
                                .put("ListenAddr", listenAddress(advertiseAddress) + ":2377")
                                .put("AdvertiseAddr", advertiseAddress)));
            default ->
                throw new SkerryException(
                        ErrorCode.UNAVAILABLE,
                        "The Swarm of the Docker engine at %s is %s (%s). See `docker info`; a locked one opens with `docker swarm unlock`."
                                .formatted(
                                        docker.host(),
                                        state,
                                        swarm.path("Error").asString("")));
        }
    }

    @Override
    public void createNetwork(NetworkSpec network) {
        networks.create(network);
    }

    @Override
    public void removeNetwork(String name) {
        networks.remove(name);
    }

    @Override
    public List<NetworkState> networks(Labels labels) {
        return networks.list(labels);
    }

    @Override
    public void createService(ServiceSpec service) {
        if (isThere(service)) {
            return;
        }
        making.readLock().lock();
        try {
            docker.run(Call.post("start service '%s'".formatted(service.name()), "services", "create")
                    .json(document(service)));
        } catch (SkerryException e) {
            if (e.code() != ErrorCode.CONFLICT || !isThere(service)) {
                throw e;
            }
        } finally {
            making.readLock().unlock();
        }
    }

    @Override
    public void scale(String service, int replicas) {
        update("scale service '%s' to %d".formatted(service, replicas), service, spec -> {
            ((ObjectNode) spec.path("Mode").path("Replicated")).put("Replicas", replicas);
            return spec;
        });
    }

    @Override
    public void restoreService(ServiceSpec service) {
        var found = find(service.name()).orElseThrow(() -> SkerryException.notFound("service", service.name()));
        Ownership.requireOurs("service", service.name(), labels(found));
        making.readLock().lock();
        try {
            var document = document(service);
            update("restore service '%s'".formatted(service.name()), service.name(), _ -> document);
        } finally {
            making.readLock().unlock();
        }
        forgetFingerprintUnlessFaithful(service.name());
    }

    /// An engine that does not give back what it was given would have it restored for ever.
    private void forgetFingerprintUnlessFaithful(String service) {
        if (find(service)
                .filter(now -> ServiceFingerprint.isAltered(now.path("Spec")))
                .isPresent()) {
            update("forget the fingerprint of service '%s'".formatted(service), service, spec -> {
                ((ObjectNode) spec.path("Labels")).remove(ServiceFingerprint.LABEL);
                return spec;
            });
        }
    }

    private ObjectNode document(ServiceSpec service) {
        var network = networks.get(service.network());
        service.mounts().forEach(this::requireOurVolume);
        return ServiceDocument.of(service, new ServiceDocument.Place(ownNode(), network.id(), files.create(service)));
    }

    private void update(String purpose, String service, UnaryOperator<JsonNode> change) {
        for (var attempt = 1; ; attempt++) {
            var found = find(service).orElseThrow(() -> SkerryException.notFound("service", service));
            Ownership.requireOurs("service", service, labels(found));
            var call = Call.post(purpose, "services", found.path("ID").asString(), "update")
                    .query("version", found.path("Version").path("Index").asString())
                    .json(change.apply(found.path("Spec")));
            try {
                docker.run(call);
                return;
            } catch (SkerryException e) {
                // Somebody else, such as the Swarm itself, wrote the service since it was read.
                if (attempt == ATTEMPTS || !e.getMessage().contains("out of sequence")) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void removeService(String service) {
        var found = find(service);
        var patience = REMOVAL;
        if (found.isPresent()) {
            Ownership.requireOurs("service", service, labels(found.get()));
            var container = found.get().path("Spec").path("TaskTemplate").path("ContainerSpec");
            patience = patience.plusNanos(container.path("StopGracePeriod").asLong(0));
            remove(service, found.get());
        }
        if (!Polling.until(
                patience, Cancellation.never(), () -> containers(service).isEmpty())) {
            throw new SkerryException(
                    ErrorCode.DEADLINE_EXCEEDED,
                    "The containers of service '%s' are still there after %d s: %s. See the engine's log."
                            .formatted(service, patience.toSeconds(), String.join(", ", containers(service))));
        }
        files.remove(service);
    }

    @Override
    public void removeUnusedFiles(Labels labels, Duration age) {
        making.writeLock().lock();
        try {
            files.removeUnused(labels, age);
        } finally {
            making.writeLock().unlock();
        }
    }

    @Override
    public List<ServiceState> services(Labels labels) {
        return docker.json(Call.get("list services", "services").labelled(labels))
                .valueStream()
                .map(DockerSwarm::state)
                .toList();
    }

    @Override
    public Workload workload(Labels labels) {
        var services = services(labels);
        if (services.isEmpty()) {
            return Workload.NONE;
        }
        var byId = services.stream().collect(Collectors.toMap(ServiceState::id, service -> service));
        // A service that went between the two calls takes its tasks along.
        var tasks = docker.json(Call.get("list tasks", "tasks").labelled(labels))
                .valueStream()
                .flatMap(task ->
                        Optional.ofNullable(byId.get(task.path("ServiceID").asString("")))
                                .map(service -> TaskReading.of(task, service.name(), service.labels()))
                                .stream())
                .toList();
        return new Workload(services, tasks);
    }

    @Override
    public void listen(Cancellation cancellation, Consumer<Labels> heard) {
        new SwarmNews(docker).listen(cancellation, heard);
    }

    private String ownNode() {
        var node = docker.json(Call.get("say which node it is", "info"))
                .path("Swarm")
                .path("NodeID")
                .asString("");
        if (node.isEmpty()) {
            throw new SkerryException(
                    ErrorCode.UNAVAILABLE,
                    "The Docker engine at %s is in no Swarm any more. Restart Skerry, which makes one."
                            .formatted(docker.host()));
        }
        return node;
    }

    private boolean isThere(ServiceSpec service) {
        var found = find(service.name());
        found.ifPresent(present -> Ownership.requireSame("service", service.name(), labels(present), service.labels()));
        return found.isPresent();
    }

    /// By the whole name: the engine also takes the beginning of an id for one.
    private Optional<JsonNode> find(String service) {
        return docker.find(Call.get("look for service '%s'".formatted(service), "services", service))
                .filter(found -> found.path("Spec").path("Name").asString("").equals(service));
    }

    private void remove(String service, JsonNode found) {
        try {
            docker.run(Call.delete(
                    "remove service '%s'".formatted(service),
                    "services",
                    found.path("ID").asString()));
        } catch (SkerryException e) {
            if (e.code() != ErrorCode.NOT_FOUND) {
                throw e;
            }
        }
    }

    private List<String> containers(String service) {
        return docker.json(Call.get("list the containers of service '%s'".formatted(service), "containers", "json")
                        .query("all", "true")
                        .labelled(Labels.of(SERVICE_OF_CONTAINER, service)))
                .valueStream()
                .map(container -> container.path("Id").asString("").substring(0, 12))
                .toList();
    }

    private void requireOurVolume(MountSpec mount) {
        if (mount instanceof Volume volume) {
            Volumes.requireOurs(docker, volume);
        }
    }

    private static Labels labels(JsonNode service) {
        return Ownership.labels(service.path("Spec").path("Labels"));
    }

    private static ServiceState state(JsonNode service) {
        var spec = service.path("Spec");
        return new ServiceState(
                service.path("ID").asString(""),
                spec.path("Name").asString(""),
                labels(service),
                spec.path("TaskTemplate").path("ContainerSpec").path("Image").asString(""),
                spec.path("Mode").path("Replicated").path("Replicas").asInt(0),
                ServiceFingerprint.isAltered(spec));
    }

    /// A Swarm that only this machine knows of needs no port to the outside.
    private static String listenAddress(String advertised) {
        return advertised.startsWith("127.") ? advertised : "0.0.0.0";
    }
}
