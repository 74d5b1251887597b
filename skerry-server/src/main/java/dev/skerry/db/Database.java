package dev.skerry.db;

import com.zaxxer.hikari.HikariDataSource;
import dev.skerry.config.DatabaseConfig;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The pool and its transactions. Isolation is READ COMMITTED: lock the rows a decision rests on (`FOR UPDATE`).
///
/// Failures of the database come out as `UniqueViolation` or as a `SkerryException`: UNAVAILABLE when it does not
/// answer, DEADLINE_EXCEEDED when a statement takes too long, INTERNAL otherwise.
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final AtomicLong commits = new AtomicLong();

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Pool.jdbi(pool);
    }

    /// Checks the server, brings the schema up to date and opens the pool.
    public static Database open(DatabaseConfig config) {
        Migrations.run(config);
        return openMigrated(config);
    }

    /// Opens the pool alone.
    static Database openMigrated(DatabaseConfig config) {
        return new Database(Pool.open(config));
    }

    /// Runs the work in one transaction: committed when it returns, rolled back when it throws. The work is run
    /// again, up to five times in all, when it lost against another transaction or the connection broke before
    /// the commit: it may do nothing but use the transaction. Other effects belong into
    /// `Transaction.afterCommit`.
    ///
    /// @throws IllegalStateException inside another transaction of this thread: it would wait for a second
    ///     connection, and would not see what the first one wrote
    public <T extends @Nullable Object> T inTransaction(Function<Transaction, T> work) {
        return repeat(() -> once(work));
    }

    /// `inTransaction` for work without a result.
    public void useTransaction(Consumer<Transaction> work) {
        inTransaction(transaction -> {
            work.accept(transaction);
            return true;
        });
    }

    /// Runs queries in a read-only transaction: the server refuses every write. Repeated as `inTransaction` is.
    public <T extends @Nullable Object> T read(Function<Handle, T> work) {
        return repeat(() -> {
            try (var handle = jdbi.open()) {
                return Attempts.read(handle, work);
            }
        });
    }

    /// How many transactions of this process may have changed something. Counted before those who made them, and those
    /// who are told by `Transaction.afterCommit`, go on: what was read since the number changed last is current.
    public long commits() {
        return commits.get();
    }

    /// Connections of the pool, for libraries that bring their own SQL.
    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }

    private <T extends @Nullable Object> T repeat(Supplier<T> attempt) {
        return Attempts.repeat(attempt, () -> pool.getHikariPoolMXBean().softEvictConnections());
    }

    private <T extends @Nullable Object> T once(Function<Transaction, T> work) {
        List<Runnable> hooks;
        T result;
        try (var handle = jdbi.open()) {
            var transaction = new Transaction(handle);
            result = Attempts.write(handle, _ -> work.apply(transaction));
            hooks = transaction.hooks();
        } finally {
            commits.incrementAndGet(); // also where nobody knows whether it was committed
        }
        hooks.forEach(Database::runHook);
        return result;
    }

    private static void runHook(Runnable hook) {
        try {
            hook.run();
        } catch (RuntimeException e) {
            LOG.error("What was to happen after a commit failed; the commit stands", e);
        }
    }
}
