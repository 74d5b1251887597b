package dev.skerry.db;

import dev.skerry.config.EmbeddedPostgresConfig;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The first start of a server in this process: finds a running one, or starts one on a port it can have.
final class Starter {
    private static final Logger LOG = LoggerFactory.getLogger(Starter.class);
    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final String PORT_TAKEN = "Address already in use";
    private static final String ORPHANS = "pre-existing shared memory";
    private static final String NO_SUCH_DATABASE = "3D000";

    private final EmbeddedPostgresConfig config;

    Starter(EmbeddedPostgresConfig config) {
        this.config = config;
    }

    /// A server that answers.
    record Started(Cluster cluster, Postmaster postmaster) {}

    Started start() {
        var started = run(Cluster.prepare(config));
        makeDatabase(started.cluster());
        started.cluster().binaries().removeOthers();
        return started;
    }

    private Started run(Cluster cluster) {
        for (var attempt = 1; ; attempt++) {
            try {
                var postmaster = Postmaster.obtain(cluster);
                postmaster.awaitReady(Cancellation.never());
                return new Started(cluster, postmaster);
            } catch (SkerryException e) {
                if (attempt == ATTEMPTS || !canBeHelped(e)) {
                    throw e;
                }
                LOG.info("{} Trying again", e.getMessage());
                cluster = helped(cluster, e);
            }
        }
    }

    private boolean canBeHelped(SkerryException failure) {
        return failure.getMessage().contains(ORPHANS) || (isPortTaken(failure) && config.port() == 0);
    }

    private static Cluster helped(Cluster cluster, SkerryException failure) {
        if (isPortTaken(failure)) {
            return StateFiles.doing(
                    "choose a port", cluster.folder(), () -> cluster.withPort(Ports.renew(cluster.folder())));
        }
        Cancellation.never().sleep(PAUSE);
        return cluster;
    }

    private static boolean isPortTaken(SkerryException failure) {
        return failure.getMessage().contains(PORT_TAKEN);
    }

    /// Checks the password, too: a server that runs with another one is not ours.
    private static void makeDatabase(Cluster cluster) {
        try (var _ = connect(cluster, Cluster.NAME)) {
            LOG.debug("The database is there");
        } catch (SQLException e) {
            if (!NO_SUCH_DATABASE.equals(e.getSQLState())) {
                throw SqlFailures.unavailable("PostgreSQL runs, but does not let Skerry in", e, e);
            }
            createDatabase(cluster);
        }
    }

    private static void createDatabase(Cluster cluster) {
        try (var connection = connect(cluster, "postgres");
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + Cluster.NAME);
        } catch (SQLException e) {
            throw SqlFailures.unavailable("Cannot create the database " + Cluster.NAME, e, e);
        }
    }

    private static Connection connect(Cluster cluster, String name) throws SQLException {
        var database = cluster.database(name);
        return DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password().reveal());
    }
}
