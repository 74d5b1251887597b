package dev.skerry.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class EmbeddedPostgresTest {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgresTest.class);

    @RegisterExtension
    final ServerFolder folder = new ServerFolder();

    @Test
    void keepsDataAndPortOverACleanStop() {
        String address;
        try (var server = EmbeddedPostgres.start(folder.config());
                var database = Database.open(server.database())) {
            address = server.database().jdbcUrl();
            remember(database);
        }
        try (var server = EmbeddedPostgres.start(folder.config());
                var database = Database.open(server.database())) {
            assertThat(server.database().jdbcUrl()).isEqualTo(address);
            assertThat(remembered(database)).isEqualTo(1);
        }
        assertThat(Files.exists(folder.path().resolve("data/postmaster.pid"))).isFalse();
    }

    @Test
    void isDurableAndSortsByCodePoint() {
        try (var server = EmbeddedPostgres.start(folder.config());
                var database = Database.open(server.database())) {
            for (var setting : Stream.of("fsync", "full_page_writes", "synchronous_commit", "data_checksums")
                    .toList()) {
                assertThat(show(database, setting)).as(setting).isEqualTo("on");
            }
            boolean sorted =
                    database.read(handle -> handle.createQuery("SELECT 'Z' < 'a' AND 'z' < 'ä' AND lower('Ä') = 'ä'")
                            .mapTo(Boolean.class)
                            .one());
            assertThat(sorted).isTrue();
        }
    }

    @Test
    void keepsItsFilesFromOthersAndRunsWithoutRoot() throws IOException {
        try (var server = EmbeddedPostgres.start(folder.config())) {
            assertThat(permissions("password")).isEqualTo("rw-------");
            assertThat(permissions("data")).isEqualTo("rwx------");
            assertThat(Files.exists(folder.path().resolve("password.initdb"))).isFalse();
            assertThat(Files.getAttribute(Path.of("/proc", Long.toString(server.pid())), "unix:uid"))
                    .isNotEqualTo(0);
        }
    }

    @Test
    void isStartedAgainWhenKilledAndThePoolFindsIt() {
        try (var server = EmbeddedPostgres.start(folder.config());
                var database = Database.open(server.database())) {
            remember(database);
            var killed = server.pid();
            ProcessHandle.of(killed).ifPresent(ProcessHandle::destroyForcibly);

            // A session of the dead server may still answer for a moment.
            awaitAnother(server, killed);
            assertThat(remembered(database)).isEqualTo(1);
        }
    }

    @Test
    void isTakenOverFromAKilledSkerry() throws IOException {
        long pid;
        try (var other = OtherSkerry.start(folder.path(), Map.of())) {
            pid = other.serverPid();
        }
        try (var server = EmbeddedPostgres.start(folder.config());
                var database = Database.open(server.database())) {
            assertThat(server.pid()).isEqualTo(pid);
            remember(database);
            ServerFolder.kill(pid);
            assertThat(remembered(database)).as("watched as a child is").isEqualTo(1);
        }
    }

    @Test
    void isStartedAnewWhenItRunsWithOtherSettings() throws IOException {
        long pid;
        try (var other = OtherSkerry.start(folder.path(), Map.of("work_mem", "3MB"))) {
            pid = other.serverPid();
        }
        try (var server = EmbeddedPostgres.start(folder.config());
                var database = Database.open(server.database())) {
            assertThat(server.pid()).isNotEqualTo(pid);
            assertThat(show(database, "work_mem")).isEqualTo("4MB");
        }
    }

    @Test
    void recoversWhenSkerryAndServerWereKilled() throws IOException {
        long pid;
        try (var other = OtherSkerry.start(folder.path(), Map.of())) {
            pid = other.serverPid();
        }
        ServerFolder.kill(pid);
        var file = folder.path().resolve("data/postmaster.pid");
        var lines = Files.readString(file);
        Files.writeString(
                file,
                lines.replaceFirst(
                        "^\\d+", Long.toString(ProcessHandle.current().pid())));

        try (var server = EmbeddedPostgres.start(folder.config());
                var database = Database.open(server.database())) {
            assertThat(remembered(database)).isZero();
        }
    }

    @Test
    void staysSmallWithTheWholePoolInUse() throws IOException {
        try (var server = EmbeddedPostgres.start(folder.config());
                var database = Database.open(server.database())) {
            LOG.info("Idle: {} MB", megabytes(server.pid()));
            fill(database, server.database().poolSize());
            var used = megabytes(server.pid());
            LOG.info("Pool in use: {} MB", used);
            assertThat(used).isLessThan(80);
        }
    }

    private static void fill(Database database, int connections) {
        if (connections > 0) {
            try (var handle = Jdbi.open(database.dataSource())) {
                handle.createQuery("SELECT count(*) FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid")
                        .mapTo(Integer.class)
                        .one();
                fill(database, connections - 1);
            }
        }
    }

    /// The proportional set size of the server and all its processes.
    private static double megabytes(long pid) throws IOException {
        var server = ProcessHandle.of(pid).orElseThrow();
        var kilobytes = 0L;
        for (var process :
                Stream.concat(Stream.of(server), server.descendants()).toList()) {
            kilobytes += Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "smaps_rollup")).stream()
                    .filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        }
        return kilobytes / 1024.0;
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.path().resolve(name)));
    }

    private static void remember(Database database) {
        database.useTransaction(transaction ->
                transaction.handle().execute("INSERT INTO installation VALUES (gen_random_uuid(), now())"));
    }

    private static int remembered(Database database) {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM installation")
                .mapTo(Integer.class)
                .one());
    }

    private static String show(Database database, String setting) {
        return database.read(handle ->
                handle.createQuery("SHOW " + setting).mapTo(String.class).one());
    }

    private static void awaitAnother(EmbeddedPostgres server, long pid) {
        var deadline = Instant.now().plusSeconds(60);
        while (server.pid() == pid) {
            assertThat(Instant.now()).as("another server than %d", pid).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
