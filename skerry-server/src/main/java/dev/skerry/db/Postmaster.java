package dev.skerry.db;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import dev.skerry.process.Command;
import dev.skerry.process.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One running server process: started by this Skerry, or by one that was killed.
final class Postmaster {
    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final Duration START_DEADLINE = Duration.ofMinutes(2);
    private static final Duration FAST_STOP = Duration.ofSeconds(20);
    private static final Duration IMMEDIATE_STOP = Duration.ofSeconds(5);
    private static final Duration TICK = Duration.ofMillis(10);

    /// How often a process that is not a child is looked at.
    private static final Duration LOOK = Duration.ofMillis(250);

    private final Cluster cluster;
    private final ProcessHandle handle;
    private final long logMark;

    private Postmaster(Cluster cluster, ProcessHandle handle, long logMark) {
        this.cluster = cluster;
        this.handle = handle;
        this.logMark = logMark;
    }

    /// The server that runs already, or a new one. It may not be ready yet.
    static Postmaster obtain(Cluster cluster) {
        return find(cluster).orElseGet(() -> start(cluster));
    }

    /// Starts the server in a session of its own: Ctrl-C in Skerry's terminal must not stop it before Skerry
    /// does.
    private static Postmaster start(Cluster cluster) {
        var log = ServerLog.in(cluster.folder());
        log.rotate();
        var mark = log.mark();
        var serve = cluster.user().running(PostgresCommands.serve(cluster));
        var command = Command.of("setsid").with(serve.arguments()).in(Path.of("/"));
        return new Postmaster(
                cluster, Processes.startDetached(command, log.file()).toHandle(), mark);
    }

    /// The server a killed Skerry left behind. One with other settings or programs is stopped first; the file of
    /// a dead one is removed, as its process id may belong to somebody else by now.
    private static Optional<Postmaster> find(Cluster cluster) {
        var file = PostmasterFile.read(cluster.data());
        if (file.isEmpty()) {
            return Optional.empty();
        }
        var line = PostmasterFile.commandLine(file.get().pid());
        var handle = ProcessHandle.of(file.get().pid());
        if (handle.isEmpty() || !line.contains(cluster.data().toString())) {
            removeStale(cluster);
            return Optional.empty();
        }
        var found = new Postmaster(
                cluster, handle.get(), ServerLog.in(cluster.folder()).mark());
        if (!line.equals(PostgresCommands.serve(cluster).arguments())) {
            LOG.info(
                    "PostgreSQL (process {}) still runs with other settings: stopping it",
                    handle.get().pid());
            found.stop();
            return Optional.empty();
        }
        LOG.info(
                "PostgreSQL (process {}) still runs: taking it over",
                handle.get().pid());
        return Optional.of(found);
    }

    /// @throws SkerryException UNAVAILABLE with the last lines of the log when it ends or takes too long
    void awaitReady(Cancellation cancellation) {
        var deadline = System.nanoTime() + START_DEADLINE.toNanos();
        while (!isReady()) {
            if (!isAlive()) {
                throw failure("PostgreSQL did not start");
            }
            if (System.nanoTime() > deadline) {
                throw failure("PostgreSQL is not ready after %d s".formatted(START_DEADLINE.toSeconds()));
            }
            cancellation.sleep(TICK);
        }
    }

    /// Waits that long for its end.
    ///
    /// @return whether it ended
    boolean awaitEnd(Duration time, Cancellation cancellation) {
        var deadline = System.nanoTime() + time.toNanos();
        while (isAlive() && System.nanoTime() < deadline) {
            cancellation.sleep(LOOK);
        }
        return !isAlive();
    }

    /// Ends it: cleanly if it can be, by force in the end. Nothing that was committed is lost either way.
    void stop() {
        if (!stopped("fast", FAST_STOP) && !stopped("immediate", IMMEDIATE_STOP)) {
            LOG.warn("PostgreSQL (process {}) does not stop: killing it", handle.pid());
            handle.destroyForcibly();
        }
    }

    long pid() {
        return handle.pid();
    }

    private boolean stopped(String mode, Duration patience) {
        if (!isAlive()) {
            return true;
        }
        var command = cluster.user().running(PostgresCommands.stop(cluster, mode));
        var code = Processes.run(command, patience, Cancellation.never(), line -> LOG.debug("pg_ctl: {}", line));
        if (code != 0) {
            handle.destroy();
        }
        var deadline = System.nanoTime() + patience.toNanos();
        while (isAlive() && System.nanoTime() < deadline) {
            Cancellation.never().sleep(TICK);
        }
        return !isAlive();
    }

    private boolean isAlive() {
        return handle.isAlive() && !PostmasterFile.isZombie(handle.pid());
    }

    private boolean isReady() {
        return PostmasterFile.read(cluster.data())
                .filter(file -> file.pid() == handle.pid() && file.isReady())
                .isPresent();
    }

    private SkerryException failure(String what) {
        var log = ServerLog.in(cluster.folder());
        return new SkerryException(
                ErrorCode.UNAVAILABLE, "%s: %s (more in %s)".formatted(what, log.since(logMark), log.file()));
    }

    private static void removeStale(Cluster cluster) {
        StateFiles.doing("remove a stale postmaster.pid", cluster.data(), () -> {
            LOG.info("PostgreSQL was not stopped cleanly: it recovers now");
            return Files.deleteIfExists(cluster.data().resolve("postmaster.pid"));
        });
    }
}
