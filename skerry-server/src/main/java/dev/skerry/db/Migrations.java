package dev.skerry.db;

import dev.skerry.api.ErrorCode;
import dev.skerry.config.DatabaseConfig;
import dev.skerry.kernel.SkerryException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the schema up to date. Several nodes may start at once: Flyway takes a lock.
final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    /// The oldest major version its makers still repair, as of November 2026.
    private static final int OLDEST = 15;

    /// The migrations this version brings. Where a database has had them all, Flyway is not asked: that would take a
    /// third of a start, and memory as long as the server runs.
    static final int COUNT = 17;

    static final String NEWEST = "86";

    private static final String NO_SUCH_TABLE = "42P01";

    private Migrations() {}

    static void run(DatabaseConfig config) {
        if (!isCurrent(config)) {
            migrate(config);
        }
    }

    private static void migrate(DatabaseConfig config) {
        try {
            var result = Flyway.configure()
                    .dataSource(
                            config.jdbcUrl(), config.user(), config.password().reveal())
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            if (result.migrationsExecuted > 0) {
                LOG.info(
                        "Ran {} migrations: the schema is at {}",
                        result.migrationsExecuted,
                        result.targetSchemaVersion);
            }
        } catch (FlywayException e) {
            throw new SkerryException(
                    ErrorCode.INTERNAL,
                    "Cannot bring the schema of %s up to date: %s".formatted(config.address(), e.getMessage()),
                    e);
        }
    }

    private static boolean isCurrent(DatabaseConfig config) {
        var password = config.password().reveal();
        try (var connection = DriverManager.getConnection(config.jdbcUrl(), config.user(), password)) {
            var version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST) {
                throw new SkerryException(
                        ErrorCode.UNAVAILABLE,
                        "PostgreSQL %d on %s is too old: Skerry needs %d or later."
                                .formatted(version, config.address(), OLDEST));
            }
            return hasAll(connection);
        } catch (SQLException e) {
            throw SqlFailures.unavailable(
                    "Cannot open the database %s as '%s'".formatted(config.address(), config.user()), e, e);
        }
    }

    private static boolean hasAll(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("""
                SELECT count(*) FILTER (WHERE success) = ? AND bool_or(version = ?)
                FROM flyway_schema_history WHERE version IS NOT NULL
                """)) {
            query.setInt(1, COUNT);
            query.setString(2, NEWEST);
            try (var row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        } catch (SQLException e) {
            if (NO_SUCH_TABLE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }
}
