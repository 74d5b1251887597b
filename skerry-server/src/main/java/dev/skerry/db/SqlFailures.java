package dev.skerry.db;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/// Reads what PostgreSQL means by an SQL state (its manual, appendix A) and says it in Skerry's words.
final class SqlFailures {
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");
    private static final Set<String> SERVER_GONE = Set.of("57P01", "57P02", "57P03");
    private static final String CONNECTION_CLASS = "08";

    private SqlFailures() {}

    /// Two transactions got in each other's way (serialization failure, deadlock): running it again may succeed.
    static boolean isConflict(Throwable failure) {
        return state(failure).filter(CONFLICTS::contains).isPresent();
    }

    /// The server is away: stopped, restarting or out of reach.
    static boolean isDisconnect(Throwable failure) {
        return state(failure)
                .filter(state -> state.startsWith(CONNECTION_CLASS) || SERVER_GONE.contains(state))
                .isPresent();
    }

    /// Nobody gave a connection back, or none could be made, for as long as the pool waits.
    static boolean isExhausted(Throwable failure) {
        return sql(failure) instanceof SQLTransientConnectionException;
    }

    /// The failure to throw instead: whatever is not from the database passes as it is.
    static RuntimeException translate(RuntimeException failure) {
        var sql = sql(failure);
        if (sql == null || failure instanceof SkerryException) {
            return failure;
        }
        var state = Objects.requireNonNullElse(sql.getSQLState(), "");
        if (state.equals("23505")) {
            return new UniqueViolation(constraint(sql), failure);
        }
        if (isExhausted(failure)) {
            return unavailable("The database gives no connection", sql, failure);
        }
        if (isDisconnect(failure)) {
            return unavailable("The database does not answer", sql, failure);
        }
        if (CONFLICTS.contains(state)) {
            return new SkerryException(
                    ErrorCode.UNAVAILABLE, "Others kept changing the same rows: try again later.", failure);
        }
        if (state.equals("57014")) {
            return new SkerryException(ErrorCode.DEADLINE_EXCEEDED, "A database statement took too long.", failure);
        }
        return new SkerryException(
                ErrorCode.INTERNAL,
                "The database refused a statement (SQL state %s): %s".formatted(state, text(sql)),
                failure);
    }

    static SkerryException unavailable(String what, SQLException sql, @Nullable Throwable cause) {
        return new SkerryException(ErrorCode.UNAVAILABLE, "%s: %s".formatted(what, text(sql)), cause);
    }

    static @Nullable SQLException sql(@Nullable Throwable failure) {
        for (var link = failure; link != null; link = link.getCause()) {
            if (link instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    private static Optional<String> state(Throwable failure) {
        return Optional.ofNullable(sql(failure)).map(SQLException::getSQLState);
    }

    private static String constraint(SQLException sql) {
        var message = sql instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        var name = message == null ? null : message.getConstraint();
        return Objects.requireNonNullElse(name, "unknown");
    }

    /// The first line alone: the details below it quote values.
    private static String text(SQLException sql) {
        return String.valueOf(sql.getMessage()).lines().findFirst().orElse("no message");
    }
}
