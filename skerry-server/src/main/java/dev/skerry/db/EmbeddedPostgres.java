package dev.skerry.db;

import dev.skerry.config.DatabaseConfig;
import dev.skerry.config.EmbeddedPostgresConfig;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.SkerryException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The PostgreSQL server that Skerry runs itself, watched: when it dies, it is started again on the same port,
/// and the pool finds it by itself. A server that outlived a killed Skerry is taken over.
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LOG_CHECK = Duration.ofMinutes(1);

    private final Cluster cluster;
    private final StateLock lock;
    private final Cancellation stopping = new Cancellation();
    private final Thread supervisor;
    private volatile Postmaster postmaster;

    private EmbeddedPostgres(Cluster cluster, StateLock lock, Postmaster postmaster) {
        this.cluster = cluster;
        this.lock = lock;
        this.postmaster = postmaster;
        this.supervisor = Thread.ofVirtual().name("postgres-supervisor").unstarted(this::supervise);
    }

    /// Takes the folder, makes what is missing in it, and returns when the server answers.
    ///
    /// @throws SkerryException CONFLICT when another Skerry has the folder, UNAVAILABLE when the server cannot
    ///     run
    public static EmbeddedPostgres start(EmbeddedPostgresConfig config) {
        var begin = System.nanoTime();
        StateFiles.doing("make the folder of the database", config.folder(), () -> {
            StateFiles.makeFolder(config.folder(), "rwx--x--x");
            return config;
        });
        var lock = StateLock.take(config.folder());
        try {
            var started = new Starter(config).start();
            var embedded = new EmbeddedPostgres(started.cluster(), lock, started.postmaster());
            embedded.supervisor.start();
            LOG.info(
                    "PostgreSQL {} answers on port {} after {} ms",
                    started.cluster().binaries().version(),
                    started.cluster().port(),
                    Duration.ofNanos(System.nanoTime() - begin).toMillis());
            return embedded;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /// Address, user and password.
    public DatabaseConfig database() {
        return cluster.database();
    }

    /// The server's process id now.
    public long pid() {
        return postmaster.pid();
    }

    /// Stops the server, cleanly if it can be. Close the pool first.
    @Override
    public void close() {
        stopping.cancel("Skerry stops");
        try {
            supervisor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        postmaster.stop();
        lock.close();
    }

    private void supervise() {
        while (!stopping.isCancelled()) {
            try {
                watch();
            } catch (CancelledException e) {
                LOG.debug("No longer watching PostgreSQL: {}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("Watching PostgreSQL failed; going on", e);
            }
        }
    }

    private void watch() {
        if (postmaster.awaitEnd(LOG_CHECK, stopping)) {
            LOG.error("PostgreSQL (process {}) ended: starting it again", postmaster.pid());
            revive();
        }
        ServerLog.in(cluster.folder()).rotate();
    }

    /// Tries until it runs: a disk may be full, or processes of the dead server may hold its memory for a moment.
    private void revive() {
        var begin = System.nanoTime();
        for (var pause = FIRST_PAUSE; ; pause = longer(pause)) {
            try {
                postmaster = Postmaster.obtain(cluster);
                postmaster.awaitReady(stopping);
                LOG.info(
                        "PostgreSQL answers again after {} ms",
                        Duration.ofNanos(System.nanoTime() - begin).toMillis());
                return;
            } catch (SkerryException e) {
                LOG.error("{} Trying again in {} ms", e.getMessage(), pause.toMillis());
                stopping.sleep(pause);
            }
        }
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
}
