package dev.skerry.logs;

import dev.skerry.docker.Labels;
import dev.skerry.docker.ServiceState;
import dev.skerry.docker.Swarm;
import dev.skerry.docker.TaskLogs;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks for services of this installation by their labels, and follows each. It asks Docker, not the database, so
/// nothing has to be told to it, and whatever was started while Skerry was dead is found.
final class Collector {
    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final int ROUNDS_PER_EXPIRY = 1800;

    private final Swarm swarm;
    private final TaskLogs tasks;
    private final LogStore store;
    private final Labels own;
    private final InstantSource clock;
    private final Inbox inbox;
    private final Map<String, Follower> followed = new ConcurrentHashMap<>();

    /// @param instance this installation's id
    Collector(Swarm swarm, TaskLogs tasks, LogStore store, String instance, InstantSource clock) {
        this.swarm = swarm;
        this.tasks = tasks;
        this.store = store;
        this.own = Labels.of(Labels.INSTANCE, instance);
        this.clock = clock;
        this.inbox = new Inbox(clock);
    }

    void start(Cancellation stopping) {
        store.sweep();
        Thread.ofVirtual().name("log-writer").start(() -> inbox.run(stopping));
        Thread.ofVirtual().name("log-collector").start(() -> run(stopping));
    }

    /// Stores what came until now.
    void flush() {
        inbox.store();
    }

    private void run(Cancellation stopping) {
        try {
            for (var round = 1; ; round++) {
                look(stopping);
                followed.values()
                        .forEach(
                                follower -> follower.tellOverdue(clock.instant().minus(SILENCE)));
                if (round % ROUNDS_PER_EXPIRY == 0) {
                    store.expire();
                }
                stopping.sleep(ROUND);
            }
        } catch (CancelledException e) {
            LOG.debug("No longer looking for services: {}", e.getMessage());
        }
    }

    private void look(Cancellation stopping) {
        try {
            for (var service : swarm.services(own)) {
                var labels = service.labels().values();
                if (labels.containsKey(Labels.APPLICATION)
                        && labels.containsKey(Labels.GENERATION)
                        && labels.containsKey(Labels.PROCESS)
                        && !followed.containsKey(service.name())) {
                    follow(service, stopping);
                }
            }
        } catch (SkerryException e) {
            LOG.debug("Cannot look for services now: {}", e.getMessage());
        } catch (CancelledException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Cannot look for services now; the next round tries again", e); // the rounds must never end
        }
    }

    private void follow(ServiceState service, Cancellation stopping) {
        var labels = service.labels();
        var process = labels.values().getOrDefault(Labels.PROCESS, "");
        var follower = new Follower(
                new Follower.Service(
                        service.name(), Integer.parseInt(labels.values().getOrDefault(Labels.GENERATION, "0"))),
                store.of(UUID.fromString(labels.values().getOrDefault(Labels.APPLICATION, ""))),
                inbox,
                tasks,
                new TaskNames(swarm, labels, process));
        followed.put(service.name(), follower);
        Thread.ofVirtual().name("log-" + service.name()).start(() -> run(service.name(), follower, stopping));
    }

    private void run(String service, Follower follower, Cancellation stopping) {
        try {
            follower.run(stopping);
        } catch (CancelledException e) {
            LOG.debug("No longer reading '{}': {}", service, e.getMessage());
        } catch (IOException e) {
            LOG.warn("What '{}' writes is not kept: {}", service, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            followed.remove(service);
        }
    }
}
