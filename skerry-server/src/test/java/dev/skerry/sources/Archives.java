package dev.skerry.sources;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/// Builds archives entry by entry, the same script for each format.
final class Archives {
    /// One entry; content of a link is its target.
    record Entry(String name, Kind kind, String content, int mode) {
        enum Kind {
            FILE,
            FOLDER,
            LINK,
            HARD_LINK,
            DEVICE
        }

        static Entry file(String name, String content) {
            return new Entry(name, Kind.FILE, content, 0644);
        }

        static Entry program(String name, String content) {
            return new Entry(name, Kind.FILE, content, 06755);
        }

        static Entry folder(String name) {
            return new Entry(name, Kind.FOLDER, "", 0755);
        }

        static Entry link(String name, String target) {
            return new Entry(name, Kind.LINK, target, 0777);
        }

        static Entry hardLink(String name, String target) {
            return new Entry(name, Kind.HARD_LINK, target, 0644);
        }

        static Entry device(String name) {
            return new Entry(name, Kind.DEVICE, "", 0644);
        }
    }

    private Archives() {}

    static byte[] make(ArchiveFormat format, Entry... entries) throws IOException {
        return switch (format) {
            case TAR -> tar(entries);
            case TAR_GZ -> gzip(tar(entries));
            case ZIP -> zip(entries);
        };
    }

    static byte[] gzip(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var stream = new GZIPOutputStream(bytes)) {
            stream.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] tar(Entry... entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (var entry : entries) {
                put(tar, entry);
            }
        }
        return bytes.toByteArray();
    }

    private static void put(TarArchiveOutputStream tar, Entry entry) throws IOException {
        var content = entry.content().getBytes(StandardCharsets.UTF_8);
        var header = new TarArchiveEntry(entry.name(), flag(entry.kind()), true);
        header.setMode(entry.mode());
        switch (entry.kind()) {
            case LINK, HARD_LINK -> header.setLinkName(entry.content());
            case FILE -> header.setSize(content.length);
            case FOLDER, DEVICE -> header.setSize(0);
        }
        tar.putArchiveEntry(header);
        if (entry.kind() == Entry.Kind.FILE) {
            tar.write(content);
        }
        tar.closeArchiveEntry();
    }

    private static byte flag(Entry.Kind kind) {
        return switch (kind) {
            case FILE -> TarConstants.LF_NORMAL;
            case FOLDER -> TarConstants.LF_DIR;
            case LINK -> TarConstants.LF_SYMLINK;
            case HARD_LINK -> TarConstants.LF_LINK;
            case DEVICE -> TarConstants.LF_BLK;
        };
    }

    private static byte[] zip(Entry... entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipArchiveOutputStream(bytes)) {
            for (var entry : entries) {
                put(zip, entry);
            }
        }
        return bytes.toByteArray();
    }

    private static void put(ZipArchiveOutputStream zip, Entry entry) throws IOException {
        var header = new ZipArchiveEntry(entry.name());
        header.setUnixMode(kind(entry.kind()) | entry.mode());
        zip.putArchiveEntry(header);
        zip.write(entry.content().getBytes(StandardCharsets.UTF_8));
        zip.closeArchiveEntry();
    }

    private static int kind(Entry.Kind kind) {
        return switch (kind) {
            case FILE, HARD_LINK -> 0100000;
            case FOLDER -> 0040000;
            case LINK -> 0120000;
            case DEVICE -> 0060000;
        };
    }
}
