package dev.skerry.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.db.Database;
import dev.skerry.db.TestDatabase;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.SettableClock;
import dev.skerry.kernel.SkerryException;
import dev.skerry.operations.Upload;
import dev.skerry.untrusted.FolderLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Uploaded archives, on real files and a real PostgreSQL.
class UploadedArchivesTest {
    private static final long LIMIT = 100_000;

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    Path temporary;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T10:00:00Z"));
    private final Database database = DATABASE.get();
    private final SourceFixture fixture = new SourceFixture(database);
    private final OrganizationId organization = fixture.organization();
    private final UUID application = fixture.application(organization, "notes", "{\"type\": \"archive\"}");
    private Path folder;
    private UploadedArchives archives;

    @BeforeEach
    void prepare() {
        folder = temporary.resolve("state/archives");
        archives = new UploadedArchives(folder, new ArchiveLimits(LIMIT, 100, FolderLimits.DEFAULT), clock);
    }

    @Test
    void keepsAnUploadUnderItsChecksumForItsOwnerAlone() throws Exception {
        var bytes = tar("one");

        var archive = receive(bytes);

        assertThat(archive.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        assertThat(archive.size()).isEqualTo(bytes.length);
        assertThat(archive.format()).isEqualTo(ArchiveFormat.TAR_GZ);
        assertThat(folder.resolve(archive.id().toString())).hasBinaryContent(bytes);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void deploysTheNewestAndUnpacksIt() throws IOException {
        accept(tar("one"));
        accept(tar("two"));
        var deployment = fixture.deployment(organization, application);

        use(deployment);
        accept(tar("three"));

        var used = database.read(handle -> archives.usedBy(handle, organization, deployment));
        var lines = new ArrayList<String>();
        archives.unpack(used, temporary.resolve("work/sources"), new Cancellation(), lines::add);
        assertThat(temporary.resolve("work/sources/file")).hasContent("two");
        assertThat(lines).anySatisfy(line -> assertThat(line).endsWith("sha256 " + used.sha256()));
    }

    @Test
    void keepsTheNewestAndWhatUnfinishedDeploymentsNeed() throws IOException {
        var first = accept(tar("one"));
        var deployment = fixture.deployment(organization, application);
        use(deployment);
        var second = accept(tar("two"));
        assertThat(files()).containsExactlyInAnyOrder(first, second);

        var third = accept(tar("three"));
        assertThat(files()).containsExactlyInAnyOrder(first, third);

        fixture.finish(deployment);
        var fourth = accept(tar("four"));
        assertThat(files()).containsExactly(fourth);
    }

    @Test
    void leavesOtherApplicationsAlone() throws IOException {
        var other = fixture.application(organization, "other", "{\"type\": \"archive\"}");
        var mine = accept(tar("one"));
        var theirs = archives.receive(organization, other, Upload.of(stream(tar("two")), OptionalLong.empty()));
        database.useTransaction(transaction -> archives.accept(transaction, theirs));

        assertThat(files()).containsExactlyInAnyOrder(mine, theirs.id().toString());
    }

    @Test
    void refusesADeploymentWithoutAnUploadAndThoseOfOthers() throws IOException {
        var deployment = fixture.deployment(organization, application);
        assertFails(() -> use(deployment), ErrorCode.CONFLICT, "Nothing was uploaded for this application yet");

        accept(tar("one"));
        use(deployment);
        var stranger = fixture.organization();
        assertFails(
                () -> database.read(handle -> archives.usedBy(handle, stranger, deployment)),
                ErrorCode.UNPROCESSABLE,
                "is gone");
    }

    @Test
    void refusesWhatIsTooLargeWhetherAnnouncedOrNot() {
        var big = new byte[(int) LIMIT + 1];
        var unread = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("was read");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                throw new AssertionError("was read");
            }
        };

        assertFails(
                () -> archives.receive(organization, application, Upload.of(unread, OptionalLong.of(big.length))),
                ErrorCode.TOO_LARGE,
                "larger than the 100000 bytes");
        assertFails(
                () -> archives.receive(organization, application, Upload.of(stream(big), OptionalLong.empty())),
                ErrorCode.TOO_LARGE,
                "SKERRY_MAX_UPLOAD");
        assertFails(
                () -> archives.receive(organization, application, Upload.of(stream(big), OptionalLong.of(1))),
                ErrorCode.TOO_LARGE,
                "larger");
        assertThat(files()).isEmpty();
    }

    @Test
    void leavesNothingOfAnUploadThatBreaksOffOrIsNoArchive() {
        var broken = new InputStream() {
            private int left = 10;

            @Override
            public int read() throws IOException {
                if (left-- == 0) {
                    throw new IOException("reset");
                }
                return 'x';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                buffer[offset] = (byte) read();
                return 1;
            }
        };

        assertFails(
                () -> archives.receive(organization, application, Upload.of(broken, OptionalLong.empty())),
                ErrorCode.INVALID_INPUT,
                "broke off");
        assertFails(
                () -> archives.receive(
                        organization,
                        application,
                        Upload.of(stream("#!/bin/sh".getBytes(StandardCharsets.UTF_8)), OptionalLong.empty())),
                ErrorCode.UNPROCESSABLE,
                "no tar, tar.gz or zip");
        assertThat(files()).isEmpty();
    }

    @Test
    void refusesAnUploadTheDiskHasNoRoomFor() {
        var roomy = new UploadedArchives(folder, new ArchiveLimits(Long.MAX_VALUE, 100, FolderLimits.DEFAULT), clock);

        assertFails(
                () -> roomy.receive(
                        organization, application, Upload.of(stream(new byte[1]), OptionalLong.of(Long.MAX_VALUE / 2))),
                ErrorCode.OUT_OF_SPACE,
                "the disk of this server is full");
        assertThat(files()).isEmpty();
    }

    @Test
    void noticesAFileThatChangedOrWent() throws IOException {
        var archive = receive(tar("one"));
        var file = folder.resolve(archive.id().toString());

        Files.write(file, tar("evil"));
        assertFails(() -> unpack(archive), ErrorCode.UNPROCESSABLE, "has changed on this server's disk");
        Files.delete(file);
        assertFails(() -> unpack(archive), ErrorCode.UNPROCESSABLE, "is gone from this server's disk");
    }

    @Test
    void removesWhatACrashHasLeft() throws IOException {
        var kept = accept(tar("one"));
        receive(tar("never accepted"));
        Files.writeString(folder.resolve(UUID.randomUUID() + ".part"), "half");

        archives.removeLeftovers(database);

        assertThat(files()).contains(kept).hasSize(1);
    }

    private void unpack(Archive archive) {
        archives.unpack(archive, temporary.resolve("work"), new Cancellation(), _ -> {});
    }

    private Archive receive(byte[] bytes) {
        return archives.receive(organization, application, Upload.of(stream(bytes), OptionalLong.of(bytes.length)));
    }

    private String accept(byte[] bytes) {
        var archive = receive(bytes);
        database.useTransaction(transaction -> archives.accept(transaction, archive));
        return archive.id().toString();
    }

    private void use(UUID deployment) {
        database.useTransaction(transaction -> archives.use(transaction, organization, application, deployment));
    }

    private List<String> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static byte[] tar(String content) {
        try {
            return Archives.make(ArchiveFormat.TAR_GZ, Archives.Entry.file("file", content));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertFails(ThrowingCallable call, ErrorCode code, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SkerryException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e).hasMessageContaining(message);
        });
    }
}
