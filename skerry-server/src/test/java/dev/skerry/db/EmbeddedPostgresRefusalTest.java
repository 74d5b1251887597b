package dev.skerry.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skerry.api.ErrorCode;
import dev.skerry.config.EmbeddedPostgresConfig;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import dev.skerry.process.Command;
import dev.skerry.process.Processes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedPostgresRefusalTest {
    @RegisterExtension
    final ServerFolder folder = new ServerFolder();

    @Test
    void refusesASecondSkerryOnTheSameFolder() throws IOException {
        try (var other = OtherSkerry.start(folder.path(), Map.of())) {
            assertRefused(
                    ErrorCode.CONFLICT,
                    () -> start(folder.config()),
                    "process " + other.process().pid(),
                    folder.path().toString());
        }
        try (var _ = EmbeddedPostgres.start(folder.config())) {
            assertRefused(ErrorCode.CONFLICT, () -> start(folder.config()), "Another Skerry");
        }
    }

    @Test
    void refusesDataOfAnotherMajorVersionAndSaysHowToUpgradeIt() throws IOException {
        start(folder.config());
        var version = folder.path().resolve("data/PG_VERSION");
        Files.writeString(version, "17\n");

        assertRefused(
                ErrorCode.UNAVAILABLE,
                () -> start(folder.config()),
                "made by PostgreSQL 17, and this Skerry brings 18",
                "pg_upgrade --username skerry --old-bindir /usr/lib/postgresql/17/bin");
        assertThat(Files.readString(version)).isEqualTo("17\n");
    }

    @Test
    void refusesDataWhosePasswordIsGone() throws IOException {
        start(folder.config());
        Files.delete(folder.path().resolve("password"));

        assertRefused(ErrorCode.UNAVAILABLE, () -> start(folder.config()), "password is gone");
    }

    @Test
    void takesAnotherPortWhenTheRememberedOneIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(folder.path().resolve("port"), Integer.toString(taken.getLocalPort()));
            try (var server = EmbeddedPostgres.start(folder.config())) {
                assertThat(server.database().jdbcUrl()).doesNotContain(":" + taken.getLocalPort());
            }
        }
    }

    @Test
    void saysWhatTheServerSaidWhenAFixedPortIsTaken() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var config = new EmbeddedPostgresConfig(folder.path(), taken.getLocalPort(), Map.of());

            assertRefused(
                    ErrorCode.UNAVAILABLE,
                    () -> start(config),
                    "PostgreSQL did not start",
                    "Address already in use",
                    "postgres.log");
        }
    }

    @Test
    void namesTheFolderInTheWayOfTheServersUser() throws IOException {
        assumeTrue(isRoot(), "a plain user runs the server itself");
        var closed = folder.path().resolve("closed");
        Files.createDirectory(
                closed, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createDirectory(closed.resolve("state"));
        StateFiles.makeFolder(folder.path(), "rwx--x--x");

        assertRefused(
                ErrorCode.UNAVAILABLE,
                () -> start(new EmbeddedPostgresConfig(closed.resolve("state"))),
                "may not enter " + closed + ":",
                "chmod o+x " + closed);
    }

    @Test
    void saysThatTheDiskIsFull() throws IOException {
        assumeTrue(isRoot(), "only root can make a small disk");
        StateFiles.makeFolder(folder.path(), "rwx--x--x");
        var small = Files.createDirectory(folder.path().resolve("small"));
        run("mount", "-t", "tmpfs", "-o", "size=10m", "tmpfs", small.toString());
        var shared = TestDatabase.sharedBinaries();
        Files.createSymbolicLink(small.resolve(shared.getFileName()), shared);
        try {
            assertRefused(
                    ErrorCode.UNAVAILABLE,
                    () -> start(new EmbeddedPostgresConfig(small)),
                    "Cannot make a database in " + small,
                    "No space left on device");
        } finally {
            run("umount", small.toString());
        }
    }

    private static void start(EmbeddedPostgresConfig config) {
        EmbeddedPostgres.start(config).close();
    }

    private static void assertRefused(ErrorCode code, ThrowingCallable start, String... parts) {
        assertThatThrownBy(start)
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(code))
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }

    private static void run(String program, String... arguments) {
        Processes.output(Command.of(program, arguments), Duration.ofSeconds(10), Cancellation.never());
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }
}
