package dev.skerry.db;

import dev.skerry.config.DatabaseConfig;
import dev.skerry.config.EmbeddedPostgresConfig;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A migrated database of its own for each test class, cloned in some 30 ms from a template in one real server
/// per JVM:
///
/// `@RegisterExtension static final TestDatabase DATABASE = new TestDatabase();`
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback {
    /// Neither UTC nor whole hours away from it, so that SQL which depends on the session's zone is noticed.
    private static final ZoneId ZONE = ZoneId.of("Pacific/Chatham");

    private static final AtomicInteger COUNT = new AtomicInteger();

    private @Nullable Server server;
    private @Nullable Database database;
    private String name = "";

    public Database get() {
        return Objects.requireNonNull(database, "A static field, annotated with @RegisterExtension?");
    }

    /// Where it is, for a second pool or another process.
    public DatabaseConfig config() {
        return Objects.requireNonNull(server).config(name);
    }

    /// Lets nobody into the database meanwhile, and puts out who is in.
    public void isolated(Runnable work) {
        var running = Objects.requireNonNull(server);
        running.execute("ALTER DATABASE %s ALLOW_CONNECTIONS false".formatted(name));
        try {
            running.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'".formatted(name));
            work.run();
        } finally {
            running.execute("ALTER DATABASE %s ALLOW_CONNECTIONS true".formatted(name));
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        var running = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Server.class, _ -> Server.start(), Server.class);
        name = "test_" + COUNT.incrementAndGet();
        server = running;
        running.execute("CREATE DATABASE %s TEMPLATE %s STRATEGY file_copy".formatted(name, Cluster.NAME));
        database = Database.openMigrated(running.config(name).withZone(ZONE));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        get().close();
        Objects.requireNonNull(server).execute("DROP DATABASE %s WITH (FORCE)".formatted(name));
    }

    /// Fast instead of durable; ended with the JVM's last test.
    private record Server(EmbeddedPostgres postgres, Path folder) implements AutoCloseable {
        private static final Map<String, String> SETTINGS = Map.of(
                "fsync", "off",
                "full_page_writes", "off",
                "synchronous_commit", "off",
                "autovacuum", "off",
                "max_connections", "100");

        static Server start() {
            return StateFiles.doing("start a server for tests", Path.of("/tmp"), () -> {
                var folder = Files.createTempDirectory("skerry-test-");
                var shared = sharedBinaries();
                Files.createSymbolicLink(folder.resolve(shared.getFileName()), shared);
                var postgres = EmbeddedPostgres.start(new EmbeddedPostgresConfig(folder, 0, SETTINGS));
                Migrations.run(postgres.database());
                return new Server(postgres, folder);
            });
        }

        DatabaseConfig config(String name) {
            var url = postgres.database().jdbcUrl();
            return new DatabaseConfig(
                    url.substring(0, url.lastIndexOf('/') + 1) + name,
                    postgres.database().user(),
                    postgres.database().password());
        }

        void execute(String sql) {
            var config = config("postgres");
            try (var connection = DriverManager.getConnection(
                            config.jdbcUrl(), config.user(), config.password().reveal());
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException("Test server: " + sql, e);
            }
        }

        @Override
        public void close() throws IOException {
            postgres.close();
            StateFiles.deleteTree(folder);
        }
    }

    /// Unpacked once per user and machine, not once per JVM.
    public static Path sharedBinaries() throws IOException {
        var shared = Path.of("/tmp", "skerry-test-binaries-" + System.getProperty("user.name"));
        StateFiles.makeFolder(shared, "rwxr-xr-x");
        try (var channel =
                        FileChannel.open(shared.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            return PostgresBinaries.unpack(shared).folder();
        }
    }
}
