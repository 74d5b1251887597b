package dev.skerry.monitoring;

import dev.skerry.api.ErrorCode;
import dev.skerry.db.Database;
import dev.skerry.docker.Containers;
import dev.skerry.docker.Labels;
import dev.skerry.docker.LogQuery;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.SkerryException;
import dev.skerry.monitoring.Counting.Place;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the router's log, through its restarts and Skerry's own, and stores what was counted every few seconds.
final class RequestCounter {
    private static final Logger LOG = LoggerFactory.getLogger(RequestCounter.class);
    private static final String ROUTER = "edge";
    private static final Duration FOR_EVER = Duration.ofDays(3650);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration BETWEEN_STORES = Duration.ofSeconds(5);
    private static final int STORES_PER_CLEANING = 720;
    static final Duration KEPT = Duration.ofDays(8);

    private final Database database;
    private final Containers containers;
    private final Labels router;
    private final InstantSource clock;
    private final RequestStore store = new RequestStore();
    private final Counting counting;
    private Place stored;

    /// @param instance this installation's id
    RequestCounter(Database database, Containers containers, String instance, InstantSource clock) {
        this.database = database;
        this.containers = containers;
        this.router = Labels.of(Labels.INSTANCE, instance).with(Labels.ROLE, "router");
        this.clock = clock;
        this.stored = database.read(handle -> store.place(handle, ROUTER)).orElse(new Place(Instant.EPOCH, 0));
        this.counting = new Counting(stored);
    }

    void start(Cancellation stopping) {
        Thread.ofVirtual().name("request-reader").start(() -> untilCancelled(stopping, this::follow, PAUSE));
        Thread.ofVirtual().name("request-counter").start(() -> {
            var rounds = new Rounds();
            untilCancelled(stopping, _ -> rounds.next(), BETWEEN_STORES);
        });
    }

    /// Stores what was counted until now.
    synchronized void store() {
        var batch = counting.drain();
        if (batch.place().equals(stored)) {
            return;
        }
        try {
            database.useTransaction(transaction -> {
                store.add(transaction, batch.tallies());
                store.setPlace(transaction, ROUTER, batch.place());
            });
            stored = batch.place();
        } catch (SkerryException e) {
            counting.putBack(batch);
            LOG.info("Counted requests wait to be stored: {}", e.getMessage());
        }
    }

    private final class Rounds {
        private int count;

        private void next() {
            if (count % STORES_PER_CLEANING == 0) {
                database.useTransaction(transaction ->
                        store.removeBefore(transaction, clock.instant().minus(KEPT)));
            }
            count++;
            store();
        }
    }

    /// Until the container ends, to be called again then: it may be another one.
    private void follow(Cancellation stopping) {
        var running = containers.list(router);
        if (!running.isEmpty()) {
            var query = LogQuery.all().since(counting.begin().time()).follow(FOR_EVER);
            containers.logs(running.getFirst().name(), query, stopping, counting::take);
        }
    }

    /// Something that is done again and again.
    private interface Round {
        void run(Cancellation stopping);
    }

    private static void untilCancelled(Cancellation stopping, Round round, Duration pause) {
        try {
            while (true) {
                try {
                    round.run(stopping);
                } catch (SkerryException e) {
                    if (e.code() != ErrorCode.NOT_FOUND) {
                        LOG.info("Counting requests goes on in {} s: {}", pause.toSeconds(), e.getMessage());
                    }
                }
                stopping.sleep(pause);
            }
        } catch (CancelledException e) {
            LOG.debug("No longer counting requests: {}", e.getMessage());
        }
    }
}
