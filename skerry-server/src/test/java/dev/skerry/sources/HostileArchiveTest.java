package dev.skerry.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import dev.skerry.process.Command;
import dev.skerry.process.Processes;
import dev.skerry.sources.Archives.Entry;
import dev.skerry.untrusted.FolderLimits;
import dev.skerry.untrusted.Folders;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HostileArchiveTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path temporary;

    private Path work;

    @BeforeEach
    void makeFolder() throws IOException {
        work = Files.createDirectory(temporary.resolve("work"));
    }

    @ParameterizedTest
    @EnumSource
    void refusesNamesThatLeaveOrHide(ArchiveFormat format) throws IOException {
        for (var name : new String[] {
            "../escaped",
            "a/../../escaped",
            "/escaped",
            "//escaped",
            "a//b",
            "a/./b",
            "..",
            "a/..",
            "a\nb",
            "a\r\nb",
            "a\u001bb",
            "a\u007fb"
        }) {
            assertRefused(Archives.make(format, Entry.file(name, "x")), ErrorCode.UNPROCESSABLE, "Take it out");
        }
        assertThat(temporary.resolve("escaped")).doesNotExist();
    }

    @Test
    void refusesBackslashesAndNulInZips() throws IOException {
        assertRefused(
                Archives.make(ArchiveFormat.ZIP, Entry.file("a\\..\\..\\escaped", "x")),
                ErrorCode.UNPROCESSABLE,
                "outside of its folder");
        assertRefused(
                Archives.make(ArchiveFormat.ZIP, Entry.file("a/b\\..\\..\\..\\escaped", "x")),
                ErrorCode.UNPROCESSABLE,
                "backslashes");
        assertRefused(
                Archives.make(ArchiveFormat.ZIP, Entry.file("a\u0000.txt", "x")),
                ErrorCode.UNPROCESSABLE,
                "control characters");
    }

    @ParameterizedTest
    @EnumSource
    void refusesLongAndDeepNames(ArchiveFormat format) throws IOException {
        assertRefused(
                Archives.make(format, Entry.file("n".repeat(256), "x")), ErrorCode.UNPROCESSABLE, "longer than 255");
        assertRefused(
                Archives.make(format, Entry.file("d/".repeat(2500) + "x", "x")),
                ErrorCode.UNPROCESSABLE,
                "longer than 4000");
        assertRefused(
                Archives.make(format, Entry.file("d/".repeat(30) + "x", "x")), ErrorCode.UNPROCESSABLE, "folders deep");
    }

    @ParameterizedTest
    @CsvSource({
        "TAR, /etc/passwd",
        "TAR, ../outside",
        "TAR, a/../../outside",
        "ZIP, /etc/passwd",
        "ZIP, ../outside",
        "TAR_GZ, ../outside"
    })
    void refusesLinksThatLeadOut(ArchiveFormat format, String target) throws IOException {
        assertRefused(
                Archives.make(format, Entry.file("b", "x"), Entry.link("l", target)),
                ErrorCode.UNPROCESSABLE,
                "leads out");
    }

    @ParameterizedTest
    @EnumSource
    void neverWritesThroughALink(ArchiveFormat format) throws IOException {
        for (var path : new String[] {"door/escaped", "door"}) {
            assertRefused(
                    Archives.make(format, Entry.link("door", temporary.toString()), Entry.file(path, "x")),
                    ErrorCode.UNPROCESSABLE,
                    "twice");
        }
        assertRefused(
                Archives.make(
                        format, Entry.folder("d/"), Entry.file("d/x", "x"), Entry.link("d", temporary.toString())),
                ErrorCode.UNPROCESSABLE,
                "twice");
        assertThat(temporary.resolve("escaped")).doesNotExist();
    }

    @Test
    void refusesHardLinksToAnythingOutside() throws IOException {
        for (var target : new String[] {"/etc/passwd", "../outside", "missing", "soft", ""}) {
            assertRefused(
                    Archives.make(ArchiveFormat.TAR, Entry.link("soft", "/etc/passwd"), Entry.hardLink("h", target)),
                    ErrorCode.UNPROCESSABLE,
                    "hard link");
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesDevices(ArchiveFormat format) throws IOException {
        assertRefused(Archives.make(format, Entry.device("disk")), ErrorCode.UNPROCESSABLE, "is a device");
    }

    @ParameterizedTest
    @EnumSource
    void takesNamesThatDifferInCaseButNoneTwice(ArchiveFormat format) throws IOException {
        unpack(Archives.make(format, Entry.file("Makefile", "1"), Entry.file("makefile", "2")));
        assertThat(work.resolve("out/makefile")).hasContent("2");
        Folders.delete(work.resolve("out"));

        assertRefused(
                Archives.make(format, Entry.file("a", "1"), Entry.file("./a", "2")), ErrorCode.UNPROCESSABLE, "twice");
    }

    @ParameterizedTest
    @EnumSource
    void stopsAtItsBounds(ArchiveFormat format) throws IOException {
        var many = new Entry[30];
        Arrays.setAll(many, i -> Entry.file("f" + i, "x"));
        assertRefused(Archives.make(format, many), ErrorCode.TOO_LARGE, "more than 20");

        assertRefused(
                Archives.make(format, Entry.file("a", "x".repeat(60_000)), Entry.file("b", "x".repeat(60_000))),
                ErrorCode.TOO_LARGE,
                "more than 100000 bytes");
    }

    @Test
    void stopsAtAnUploadThatIsTooLarge() {
        assertRefused(new byte[300_000], ErrorCode.TOO_LARGE, "larger than 200000 bytes");
    }

    @Test
    void stopsAtBombs() throws IOException {
        var generous = new ArchiveUnpacker(new ArchiveLimits(10L << 20, 50, new FolderLimits(8L << 30, 1_000, 10)));
        for (var format : new ArchiveFormat[] {ArchiveFormat.TAR_GZ, ArchiveFormat.ZIP}) {
            assertThatThrownBy(() -> unpack(generous, bomb(format))).hasMessageContaining("as only a bomb does");
            assertThat(work).isEmptyDirectory();
        }
    }

    @Test
    void stopsAtSparseFilesThatClaimTheWorld() throws IOException {
        var generous = new ArchiveUnpacker(new ArchiveLimits(10L << 20, 50, new FolderLimits(8L << 40, 1_000, 10)));
        for (var name : new String[] {"hole", ".git"}) {
            for (var format : new String[] {"--format=gnu", "--format=pax"}) {
                Processes.output(
                        Command.of("truncate", "--size=2000M", name).in(temporary), LONG, Cancellation.never());
                Processes.output(
                        Command.of("tar", format, "-S", "-cf", "sparse.tar", name)
                                .in(temporary),
                        LONG,
                        Cancellation.never());
                var archive = Files.readAllBytes(temporary.resolve("sparse.tar"));

                assertThatThrownBy(() -> unpack(generous, archive)).hasMessageContaining("as only a bomb does");
                assertThat(work).isEmptyDirectory();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void stopsAtManyLongNames(ArchiveFormat format) throws IOException {
        var bounded = new ArchiveUnpacker(
                new ArchiveLimits(100L << 20, 100, new FolderLimits(1L << 30, 200_000, 64, 100_000)));
        var many = new Entry[100];
        Arrays.setAll(many, i -> Entry.file((i + "n".repeat(200) + "/").repeat(5) + "f", "x"));
        var links = new Entry[100];
        Arrays.setAll(links, i -> Entry.link("l" + i, "n/".repeat(1_000)));

        for (var entries : new Entry[][] {many, links}) {
            assertThatThrownBy(() -> unpack(bounded, Archives.make(format, entries)))
                    .isInstanceOfSatisfying(
                            SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE))
                    .hasMessageContaining("more than 100000 characters together");
            assertThat(work).isEmptyDirectory();
        }
    }

    @Test
    void stopsAtDirectoriesOfZipsThatFillTheMemory() throws IOException {
        var generous = new ArchiveUnpacker(new ArchiveLimits(100L << 20, 100, new FolderLimits(1L << 30, 200_000, 64)));
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var number = 0; number < 300; number++) {
                var entry = new ZipEntry("f" + number);
                entry.setComment("c".repeat(65_000));
                zip.putNextEntry(entry);
            }
        }

        assertThatThrownBy(() -> unpack(generous, bytes.toByteArray()))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE))
                .hasMessageContaining("directory of names is larger than");
        assertThat(work).isEmptyDirectory();
    }

    @Test
    void stopsAtHeadersThatFillTheMemory() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            var header = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
            header.setSize(40L << 20);
            tar.putArchiveEntry(header);
            zeros(tar, 40L << 20);
            tar.closeArchiveEntry();
        }

        assertRefused(bytes.toByteArray(), ErrorCode.UNPROCESSABLE, "damaged");
    }

    @Test
    void refusesZipsThatSayTwoThings() throws IOException {
        var zip = Archives.make(ArchiveFormat.ZIP, Entry.file("harmless", "x"), Entry.file("second", "y"));
        var renamed = zip.clone();
        replaceFirst(renamed, "harmless", "harmfull");

        assertRefused(renamed, ErrorCode.UNPROCESSABLE, "described in two different ways");
    }

    @Test
    void refusesZipsWhoseFilesShareBytes() throws IOException {
        var zip = Archives.make(ArchiveFormat.ZIP, Entry.file("first", "x"), Entry.file("other", "y"));
        var directory = indexOf(zip, new byte[] {'P', 'K', 1, 2}, 0);
        var second = indexOf(zip, new byte[] {'P', 'K', 1, 2}, directory + 4);
        Arrays.fill(zip, second + 42, second + 46, (byte) 0); // the offset of its local header

        assertRefused(zip, ErrorCode.UNPROCESSABLE, "");
    }

    @Test
    void noticesWrongChecksums() throws IOException {
        var zip = Archives.make(ArchiveFormat.ZIP, Entry.file("a", "x"));
        var directory = indexOf(zip, new byte[] {'P', 'K', 1, 2}, 0);
        zip[directory + 16] ^= 1;

        assertRefused(zip, ErrorCode.UNPROCESSABLE, "damaged");
    }

    @Test
    void survivesEveryFlippedByte() throws IOException {
        for (var format : ArchiveFormat.values()) {
            var whole = Archives.make(format, Entry.file("a/b", "hello"), Entry.link("l", "a"), Entry.file("c", "x"));
            for (var at = 0; at < Math.min(whole.length, 2_500); at += 3) {
                var damaged = whole.clone();
                damaged[at] ^= (byte) 0xff;
                try {
                    unpack(damaged);
                } catch (SkerryException e) {
                    assertThat(e.code()).as("%s at %d", format, at).isNotEqualTo(ErrorCode.INTERNAL);
                }
                Folders.delete(work.resolve("out"));
                assertThat(work).isEmptyDirectory();
            }
        }
    }

    private static byte[] bomb(ArchiveFormat format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var size = 100L << 20;
        if (format == ArchiveFormat.ZIP) {
            try (var zip = new ZipOutputStream(bytes)) {
                zip.putNextEntry(new ZipEntry("zeros"));
                zeros(zip, size);
            }
            return bytes.toByteArray();
        }
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            var header = new TarArchiveEntry("zeros");
            header.setSize(size);
            tar.putArchiveEntry(header);
            zeros(tar, size);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private static void zeros(OutputStream out, long size) throws IOException {
        var block = new byte[1 << 20];
        for (var left = size; left > 0; left -= block.length) {
            out.write(block);
        }
    }

    private static void replaceFirst(byte[] bytes, String from, String to) {
        var at = indexOf(bytes, from.getBytes(StandardCharsets.US_ASCII), 0);
        System.arraycopy(to.getBytes(StandardCharsets.US_ASCII), 0, bytes, at, to.length());
    }

    private static int indexOf(byte[] bytes, byte[] wanted, int from) {
        for (var at = from; at <= bytes.length - wanted.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw new IllegalArgumentException("not found");
    }

    private void assertRefused(byte[] archive, ErrorCode code, String why) {
        assertThatThrownBy(() -> unpack(archive))
                .isInstanceOfSatisfying(
                        SkerryException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code))
                .hasMessageContaining(why);
        assertThat(work).isEmptyDirectory();
    }

    private UnpackedArchive unpack(byte[] archive) {
        return unpack(new ArchiveUnpacker(new ArchiveLimits(200_000, 100, new FolderLimits(100_000, 20, 20))), archive);
    }

    private UnpackedArchive unpack(ArchiveUnpacker unpacker, byte[] archive) {
        return unpacker.unpack(new ByteArrayInputStream(archive), work.resolve("out"), LONG, Cancellation.never());
    }
}
