package dev.skerry.logs;

import dev.skerry.docker.EngineNews;
import dev.skerry.docker.Labels;
import dev.skerry.docker.ServiceState;
import dev.skerry.docker.Swarm;
import dev.skerry.docker.TaskLogs;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks for services of this installation by their labels, and follows each. It asks Docker, not the database, so
/// nothing has to be told to it, and whatever was started while Skerry was dead is found. It looks when Docker tells of
/// something, at times, and in each round while Docker tells nothing.
final class Collector implements EngineNews.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration EXPIRY = Duration.ofHours(1);

    /// What was not told is found after so long.
    private static final Duration WIDE = Duration.ofSeconds(30);

    /// News come in bursts, which one look does for.
    private static final Duration BURST = Duration.ofMillis(250);

    private final Swarm swarm;
    private final TaskLogs tasks;
    private final LogStore store;
    private final Labels own;
    private final InstantSource clock;
    private final Inbox inbox;
    private final Duration round;
    private final Map<String, Follower> followed = new ConcurrentHashMap<>();
    private final Semaphore news = new Semaphore(0);
    private volatile boolean hears;

    /// @param instance this installation's id
    Collector(Swarm swarm, TaskLogs tasks, LogStore store, String instance, InstantSource clock) {
        this(swarm, tasks, store, instance, clock, ROUND);
    }

    Collector(Swarm swarm, TaskLogs tasks, LogStore store, String instance, InstantSource clock, Duration round) {
        this.round = round;
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

    @Override
    public void hear(Labels labels) {
        hears = true;
        // Of services the engine tells no labels.
        if (!labels.values().containsKey(Labels.INSTANCE) || labels.matches(own)) {
            news.release();
        }
    }

    @Override
    public void hearNothing() {
        hears = false;
    }

    private void run(Cancellation stopping) {
        var looked = Instant.MIN;
        var expired = clock.instant();
        var heard = false;
        try (var _ = stopping.onCancel(news::release)) {
            while (true) {
                var now = clock.instant();
                if (heard || !hears || !looked.plus(WIDE).isAfter(now)) {
                    looked = look(stopping) ? now : Instant.MIN;
                }
                followed.values().forEach(follower -> follower.tellOverdue(now.minus(SILENCE)));
                if (!expired.plus(EXPIRY).isAfter(now)) {
                    store.expire();
                    expired = now;
                }
                heard = awaitNews(stopping);
            }
        } catch (CancelledException e) {
            LOG.debug("No longer looking for services: {}", e.getMessage());
        }
    }

    /// A round at most.
    private boolean awaitNews(Cancellation stopping) {
        try {
            if (!news.tryAcquire(round.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted");
        }
        stopping.sleep(BURST);
        news.drainPermits();
        return true;
    }

    /// @return whether it could
    private boolean look(Cancellation stopping) {
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
            return true;
        } catch (SkerryException e) {
            LOG.debug("Cannot look for services now: {}", e.getMessage());
        } catch (CancelledException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Cannot look for services now; the next round tries again", e); // the rounds must never end
        }
        return false;
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
            followed.remove(service);
            news.release(); // there may be another one of that name by now
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
