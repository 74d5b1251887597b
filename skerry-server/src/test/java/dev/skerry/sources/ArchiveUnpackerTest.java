package dev.skerry.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.SkerryException;
import dev.skerry.process.Command;
import dev.skerry.process.Processes;
import dev.skerry.sources.Archives.Entry;
import dev.skerry.untrusted.FolderLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchiveUnpackerTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path temporary;

    @ParameterizedTest
    @EnumSource
    void unpacksEachFormat(ArchiveFormat format) throws IOException {
        var archive = Archives.make(
                format,
                Entry.folder("./"),
                Entry.folder("bin/"),
                Entry.program("bin/run", "#!/bin/sh"),
                Entry.file("./readme.md", "hello"),
                Entry.file("deep/er/\u00fc.txt", "unicode"),
                Entry.link("link", "deep/er"));

        var result = unpack(archive);

        assertThat(result.format()).isEqualTo(format);
        assertThat(result.topFolder()).isEmpty();
        assertThat(result.files()).isEqualTo(4);
        assertThat(out("readme.md")).hasContent("hello");
        assertThat(out("link/\u00fc.txt")).hasContent("unicode");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out("bin/run"))))
                .isEqualTo("rwxr-xr-x");
        assertThat(Files.getAttribute(out("bin/run"), "unix:mode")).isEqualTo(0100755);
        assertThat(temporary).isDirectoryNotContaining(file -> !file.endsWith("out"));
    }

    @Test
    void unpacksWhatRealProgramsPack() throws IOException {
        Files.createDirectories(temporary.resolve("app/sub"));
        Files.writeString(temporary.resolve("app/a"), "1");
        Files.createLink(temporary.resolve("app/hard"), temporary.resolve("app/a"));
        Files.writeString(temporary.resolve("app/sub/" + "long".repeat(50)), "2");
        for (var format : List.of("gnu", "pax", "ustar", "v7")) {
            var names = format.equals("gnu") || format.equals("pax") ? "app" : "app/a";
            run("tar", "--format=" + format, "-czf", "x.tar.gz", names);

            var result = unpack(Files.readAllBytes(temporary.resolve("x.tar.gz")));

            assertThat(out("a")).as(format).hasContent("1");
            assertThat(result.topFolder()).contains("app");
            run("rm", "-r", "out");
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesOutTheSingleTopFolder(ArchiveFormat format) throws IOException {
        var archive = Archives.make(
                format,
                Entry.file("app-1.0/a", "1"),
                Entry.file("app-1.0/b/c", "2"),
                Entry.link("app-1.0/l", "b/../a"));

        assertThat(unpack(archive).topFolder()).contains("app-1.0");

        assertThat(out("a")).hasContent("1");
        assertThat(out("l")).hasContent("1");
    }

    @ParameterizedTest
    @EnumSource
    void seesLinksThatLeadOutOnceTheTopFolderIsGone(ArchiveFormat format) throws IOException {
        assertRefused(
                Archives.make(format, Entry.file("app/a", "1"), Entry.link("app/l", "../app/a")),
                ErrorCode.UNPROCESSABLE,
                "leads out");
    }

    @ParameterizedTest
    @EnumSource
    void leavesOutGitAndFinderFolders(ArchiveFormat format) throws IOException {
        var archive = Archives.make(
                format,
                Entry.folder("app/.git/"),
                Entry.program("app/.git/hooks/pre-commit", "touch /tmp/x"),
                Entry.file("app/sub/.GIT/config", "x"),
                Entry.file("__MACOSX/app/._a", "x"),
                Entry.file("app/.gitignore", "x"),
                Entry.file("app/a", "1"));

        var result = unpack(archive);

        assertThat(result.leftOut()).isEqualTo(4);
        assertThat(result.topFolder()).contains("app");
        assertThat(out(".git")).doesNotExist();
        assertThat(out(".gitignore")).exists();
    }

    @Test
    void copiesHardLinksOfTheSameArchive() throws IOException {
        unpack(Archives.make(ArchiveFormat.TAR, Entry.file("./a", "1"), Entry.hardLink("b", "./a")));

        assertThat(out("b")).hasContent("1");
    }

    @Test
    void refusesWhatIsNoArchive() {
        for (var bytes : List.of(
                new byte[0], new byte[5000], "hello".repeat(500).getBytes(StandardCharsets.UTF_8), new byte[] {'P', 'K'
                })) {
            assertRefused(bytes, ErrorCode.UNPROCESSABLE, "The archive cannot be unpacked");
        }
    }

    @Test
    void refusesArchivesInAnythingElse() throws IOException {
        assertRefused(Archives.gzip("hello".getBytes(StandardCharsets.UTF_8)), ErrorCode.UNPROCESSABLE, "damaged");
        assertRefused(
                Archives.gzip(Archives.gzip(Archives.make(ArchiveFormat.TAR, Entry.file("a", "1")))),
                ErrorCode.UNPROCESSABLE,
                "damaged");
    }

    @ParameterizedTest
    @EnumSource
    void refusesArchivesOfNothing(ArchiveFormat format) throws IOException {
        assertRefused(Archives.make(format), ErrorCode.UNPROCESSABLE, "The archive cannot be unpacked");
        assertRefused(Archives.make(format, Entry.folder("a/")), ErrorCode.UNPROCESSABLE, "holds no files");
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatIsCutOff(ArchiveFormat format) throws IOException {
        var whole = Archives.make(format, Entry.file("a", "1".repeat(5000)), Entry.file("b", "2".repeat(5000)));
        var end = format == ArchiveFormat.TAR ? 2 * (512 + 5120) : whole.length; // zeros pad a tar from there on
        for (var part = 1; part < 20; part++) {
            assertRefused(Arrays.copyOf(whole, end * part / 20), ErrorCode.UNPROCESSABLE, "cannot be unpacked");
        }
        if (format == ArchiveFormat.TAR) {
            assertRefused(Arrays.copyOf(whole, 512 + 5120), ErrorCode.UNPROCESSABLE, "damaged or cut off");
        }
    }

    @Test
    void stopsWhenCancelledOrTooSlow() throws IOException {
        var archive = Archives.make(ArchiveFormat.TAR, Entry.file("a", "1"));
        var cancellation = new Cancellation();
        cancellation.cancel("a newer push");

        assertThatThrownBy(() -> unpacker().unpack(stream(archive), out(""), LONG, cancellation))
                .isInstanceOf(CancelledException.class);
        assertThatThrownBy(() -> unpacker().unpack(stream(archive), out(""), Duration.ZERO, Cancellation.never()))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
        assertThat(temporary).isEmptyDirectory();
    }

    private UnpackedArchive unpack(byte[] archive) {
        return unpacker().unpack(stream(archive), out(""), LONG, Cancellation.never());
    }

    private static ArchiveUnpacker unpacker() {
        return new ArchiveUnpacker(new ArchiveLimits(10_000_000, 100, new FolderLimits(10_000_000, 100, 10)));
    }

    private static InputStream stream(byte[] archive) {
        return new ByteArrayInputStream(archive);
    }

    private void assertRefused(byte[] archive, ErrorCode code, String why) {
        assertThatThrownBy(() -> unpack(archive), "%d bytes", archive.length)
                .isInstanceOfSatisfying(
                        SkerryException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code))
                .hasMessageContaining(why);
        assertThat(temporary).isEmptyDirectory();
    }

    private Path out(String file) {
        return temporary.resolve("out").resolve(file);
    }

    private void run(String... command) {
        Processes.output(
                Command.of(command[0], Arrays.copyOfRange(command, 1, command.length))
                        .in(temporary),
                LONG,
                Cancellation.never());
    }
}
