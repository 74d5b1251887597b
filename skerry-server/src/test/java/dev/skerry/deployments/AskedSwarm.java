package dev.skerry.deployments;

import dev.skerry.docker.Labels;
import dev.skerry.docker.NetworkSpec;
import dev.skerry.docker.NetworkState;
import dev.skerry.docker.ServiceSpec;
import dev.skerry.docker.ServiceState;
import dev.skerry.docker.Swarm;
import dev.skerry.docker.Workload;
import dev.skerry.kernel.Cancellation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A Swarm that counts how often it is asked what it runs, and has time when it is to have.
final class AskedSwarm implements Swarm {
    private final Swarm swarm;
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();

    AskedSwarm(Swarm swarm) {
        this.swarm = swarm;
    }

    int questions() {
        return questions.get();
    }

    @Override
    public void initialise(String advertiseAddress) {
        swarm.initialise(advertiseAddress);
    }

    @Override
    public void createNetwork(NetworkSpec network) {
        swarm.createNetwork(network);
    }

    @Override
    public void removeNetwork(String name) {
        swarm.removeNetwork(name);
    }

    @Override
    public List<NetworkState> networks(Labels labels) {
        return swarm.networks(labels);
    }

    @Override
    public void createService(ServiceSpec service) {
        swarm.createService(service);
    }

    @Override
    public void scale(String service, int replicas) {
        swarm.scale(service, replicas);
    }

    @Override
    public void restoreService(ServiceSpec service) {
        swarm.restoreService(service);
    }

    /// Lets the end of this service take until it is told to go on.
    void holdUp(String service) {
        held.put(service, new CountDownLatch(1));
    }

    void goOn(String service) {
        Objects.requireNonNull(held.get(service)).countDown();
    }

    @Override
    public void removeService(String service) {
        try {
            var latch = held.get(service);
            if (latch != null) {
                latch.await();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        swarm.removeService(service);
    }

    @Override
    public void removeUnusedFiles(Labels labels, Duration age) {
        swarm.removeUnusedFiles(labels, age);
    }

    @Override
    public List<ServiceState> services(Labels labels) {
        questions.incrementAndGet();
        return swarm.services(labels);
    }

    @Override
    public Workload workload(Labels labels) {
        questions.incrementAndGet();
        return swarm.workload(labels);
    }

    @Override
    public void listen(Cancellation cancellation, Consumer<Labels> heard) {
        swarm.listen(cancellation, heard);
    }
}
