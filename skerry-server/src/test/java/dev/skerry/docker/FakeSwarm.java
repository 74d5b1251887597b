package dev.skerry.docker;

import dev.skerry.api.ErrorCode;
import dev.skerry.docker.MountSpec.FileContent;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// A Swarm in memory. What its tasks do is told by image (`behave`); time passes with each look at the tasks: what
/// one call of `tasks` shows as starting, the next shows as running, failed or still starting.
public final class FakeSwarm implements Swarm {
    private final Map<String, NetworkState> networks = new LinkedHashMap<>();
    private final Map<String, FakeService> services = new LinkedHashMap<>();
    private final Map<String, FakeFile> files = new LinkedHashMap<>();
    private final Map<String, FakeBehaviour> behaviours = new HashMap<>();
    private final Map<String, RuntimeException> failures = new HashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final List<Consumer<Labels>> listeners = new CopyOnWriteArrayList<>();
    private boolean initialised;
    private int ids;
    private int questions;

    /// What a service finds as a file.
    private record FakeFile(Labels labels, Instant stored) {}

    /// Sets what the tasks of an image do, of those to come and of those that are there. Any other image runs.
    public synchronized void behave(String image, FakeBehaviour behaviour) {
        behaviours.put(image, behaviour);
    }

    /// Lets the next call of the method (`createService`, ...) fail before it does anything.
    public synchronized void failNext(String method, RuntimeException failure) {
        failures.put(method, failure);
    }

    /// The calls that change something, in order, such as `createService web-1`.
    public synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /// A network or service that somebody else made.
    public synchronized void putForeignNetwork(String name) {
        networks.put(name, new NetworkState(id("network"), name, new Labels(Map.of())));
    }

    /// Stores the files of a service, and makes none.
    public synchronized void storeFiles(ServiceSpec service, Instant when) {
        for (var mount : service.mounts()) {
            if (mount instanceof FileContent file) {
                var labels = file.labels().with(Labels.SERVICE, service.name());
                files.putIfAbsent(file.name(), new FakeFile(labels, when));
            }
        }
    }

    /// The names of the files that are stored.
    public synchronized List<String> files() {
        return List.copyOf(files.keySet());
    }

    /// The spec a service was made from.
    public synchronized Optional<ServiceSpec> spec(String service) {
        return Optional.ofNullable(services.get(service)).map(FakeService::spec);
    }

    /// Ends a running task as if its process had died; the Swarm starts another.
    public synchronized void kill(String taskId, int exitCode) {
        services.values().forEach(service -> {
            if (service.kill(taskId, exitCode)) {
                tell(service.spec().labels());
            }
        });
    }

    /// Gives a service another variable, as somebody does by `docker service update`.
    public synchronized void alter(String service, String variable, String value) {
        Optional.ofNullable(services.get(service)).ifPresent(found -> {
            found.alter(variable, value);
            tell(Labels.of("name", service));
        });
    }

    /// How often it was asked for services alone.
    public synchronized int questions() {
        return questions;
    }

    /// Whether somebody listens to what happens.
    public boolean isListenedTo() {
        return !listeners.isEmpty();
    }

    public synchronized boolean isInitialised() {
        return initialised;
    }

    @Override
    public synchronized void initialise(String advertiseAddress) {
        called("initialise", advertiseAddress);
        initialised = true;
    }

    @Override
    public synchronized void createNetwork(NetworkSpec network) {
        called("createNetwork", network.name());
        var found = networks.get(network.name());
        if (found != null) {
            Ownership.requireSame("network", network.name(), found.labels(), network.labels());
            return;
        }
        networks.put(network.name(), new NetworkState(id("network"), network.name(), network.labels()));
    }

    @Override
    public synchronized void removeNetwork(String name) {
        called("removeNetwork", name);
        var found = networks.get(name);
        if (found == null) {
            return;
        }
        Ownership.requireOurs("network", name, found.labels());
        var users = services.values().stream()
                .filter(service -> service.spec().network().equals(name))
                .map(service -> "service '%s'".formatted(service.spec().name()))
                .toList();
        if (!users.isEmpty()) {
            throw new SkerryException(
                    ErrorCode.CONFLICT, "The network '%s' is still in use by %s.".formatted(name, users));
        }
        networks.remove(name);
    }

    @Override
    public synchronized List<NetworkState> networks(Labels labels) {
        return networks.values().stream()
                .filter(network -> network.labels().matches(labels))
                .toList();
    }

    @Override
    public synchronized void createService(ServiceSpec service) {
        called("createService", service.name());
        var found = services.get(service.name());
        if (found != null) {
            Ownership.requireSame("service", service.name(), found.spec().labels(), service.labels());
            return;
        }
        if (!networks.containsKey(service.network())) {
            throw SkerryException.notFound("network", service.network());
        }
        storeFiles(service, Instant.now());
        services.put(service.name(), new FakeService(id("service"), service, () -> ids++));
        tell(service.labels());
    }

    @Override
    public synchronized void scale(String service, int replicas) {
        called("scale", service + " " + replicas);
        var found = Optional.ofNullable(services.get(service))
                .orElseThrow(() -> SkerryException.notFound("service", service));
        Ownership.requireOurs("service", service, found.spec().labels());
        found.scale(replicas);
    }

    @Override
    public synchronized void restoreService(ServiceSpec service) {
        called("restoreService", service.name());
        var found = Optional.ofNullable(services.get(service.name()))
                .orElseThrow(() -> SkerryException.notFound("service", service.name()));
        Ownership.requireOurs("service", service.name(), found.spec().labels());
        storeFiles(service, Instant.now());
        found.restore(service);
        tell(service.labels());
    }

    @Override
    public synchronized void removeService(String service) {
        called("removeService", service);
        var found = services.get(service);
        if (found != null) {
            Ownership.requireOurs("service", service, found.spec().labels());
            services.remove(service);
            files.values().removeIf(file -> file.labels().matches(Labels.of(Labels.SERVICE, service)));
            tell(found.spec().labels());
        }
    }

    @Override
    public synchronized void removeUnusedFiles(Labels labels, Duration age) {
        var latest = Instant.now().minus(age);
        files.values()
                .removeIf(file -> file.labels().matches(labels)
                        && !services.containsKey(file.labels().values().getOrDefault(Labels.SERVICE, ""))
                        && !file.stored().isAfter(latest));
    }

    @Override
    public synchronized List<ServiceState> services(Labels labels) {
        questions++;
        return present(labels);
    }

    private List<ServiceState> present(Labels labels) {
        return services.values().stream()
                .filter(service -> service.spec().labels().matches(labels))
                .map(FakeService::state)
                .toList();
    }

    @Override
    public synchronized Workload workload(Labels labels) {
        var tasks = services.values().stream()
                .filter(service -> service.spec().labels().matches(labels))
                .flatMap(service -> service.look(behaviour(service.spec())).stream())
                .toList();
        return new Workload(present(labels), tasks);
    }

    @Override
    public void listen(Cancellation cancellation, Consumer<Labels> heard) {
        failIfTold("listen");
        listeners.add(heard);
        try {
            heard.accept(new Labels(Map.of()));
            cancellation.sleep(Duration.ofDays(1));
        } finally {
            listeners.remove(heard);
        }
    }

    private void tell(Labels labels) {
        listeners.forEach(listener -> listener.accept(labels));
    }

    private FakeBehaviour behaviour(ServiceSpec spec) {
        return behaviours.getOrDefault(spec.image(), FakeBehaviour.RUNS);
    }

    private void called(String method, String argument) {
        calls.add(method + " " + argument);
        failIfTold(method);
    }

    private synchronized void failIfTold(String method) {
        var failure = failures.remove(method);
        if (failure != null) {
            throw failure;
        }
    }

    private String id(String kind) {
        return "%s-%d".formatted(kind, ids++);
    }
}
