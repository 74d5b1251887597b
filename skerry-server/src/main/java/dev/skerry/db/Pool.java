package dev.skerry.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.skerry.config.DatabaseConfig;
import java.time.Duration;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/// Opens the pool. Few connections stay open while idle, as each costs the server 2 to 4 MB.
final class Pool {
    private static final Duration WAIT_FOR_CONNECTION = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration AGE = Duration.ofMinutes(30);

    /// How much longer than the server the socket waits: only a dead network gets that far.
    private static final Duration GRACE = Duration.ofSeconds(10);

    /// Error details quote the values of rows, which may be secret.
    private static final Map<String, String> PROPERTIES = Map.of(
            "ApplicationName", "skerry",
            "connectTimeout", "5",
            "logServerErrorDetail", "false",
            "reWriteBatchedInserts", "true",
            "tcpKeepAlive", "true");

    private Pool() {}

    static HikariDataSource open(DatabaseConfig config) {
        var hikari = new HikariConfig();
        hikari.setPoolName("database");
        hikari.setJdbcUrl(config.jdbcUrl());
        hikari.setUsername(config.user());
        hikari.setPassword(config.password().reveal());
        hikari.setMaximumPoolSize(config.poolSize());
        hikari.setMinimumIdle(1);
        hikari.setIdleTimeout(IDLE.toMillis());
        hikari.setMaxLifetime(AGE.toMillis());
        hikari.setConnectionTimeout(WAIT_FOR_CONNECTION.toMillis());
        hikari.setConnectionInitSql(session(config));
        PROPERTIES.forEach(hikari::addDataSourceProperty);
        var patience = config.statementTimeout().plus(GRACE).toSeconds();
        hikari.addDataSourceProperty("socketTimeout", Long.toString(patience));
        return new HikariDataSource(hikari);
    }

    /// Failures name neither the statement nor its arguments: these may be secret, and the stack says where.
    static Jdbi jdbi(HikariDataSource pool) {
        var jdbi = Jdbi.create(pool);
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        return jdbi;
    }

    /// A transaction whose thread died must not keep its locks.
    private static String session(DatabaseConfig config) {
        var timeout = config.statementTimeout().toMillis();
        return "SET TIME ZONE '" + config.zone() + "'; SET statement_timeout = " + timeout
                + "; SET idle_in_transaction_session_timeout = " + 2 * timeout;
    }
}
