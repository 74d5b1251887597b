package dev.skerry.sources;

import dev.skerry.untrusted.EntryName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/// Reads a zip by its central directory, after `ZipLayout` has seen that the local headers say the same.
final class ZipReader {
    private static final int KIND = 0170000;
    private static final int FILE = 0100000;
    private static final int EXECUTABLE = 0111;
    private static final int MAX_LINK = 16 * 1024;

    private ZipReader() {}

    static void read(Path file, EntrySink sink) throws IOException {
        ZipDirectory.check(file, sink.maxEntries());
        try (var zip = ZipFile.builder()
                .setPath(file)
                .setCharset(StandardCharsets.UTF_8)
                // What local headers say beside the name would be held for all files at once, and is of no use.
                .setIgnoreLocalFileHeader(true)
                .get()) {
            var entries = Collections.list(zip.getEntriesInPhysicalOrder());
            ZipLayout.check(file, entries);
            for (var entry : entries) {
                take(zip, entry, sink);
            }
        }
    }

    private static void take(ZipFile zip, ZipArchiveEntry entry, EntrySink sink) throws IOException {
        var path = sink.path(entry.getName());
        if (path.isEmpty()) {
            return;
        }
        if (path.get().contains("\\")) {
            throw EntryName.refused(path.get(), "is written with backslashes, which zip does not allow");
        }
        if (!zip.canReadEntryData(entry)) {
            throw EntryName.refused(path.get(), "is encrypted or packed by a method that is not understood");
        }
        sink.inflation().consume(entry.getCompressedSize());
        if (entry.isDirectory()) {
            sink.folder().addFolder(path.get());
        } else if (entry.isUnixSymlink()) {
            link(zip, entry, path.get(), sink);
        } else if (entry.getUnixMode() == 0 || kind(entry) == FILE || kind(entry) == 0) {
            file(zip, entry, path.get(), sink);
        } else {
            throw EntryName.refused(path.get(), "is a device, a pipe or of an unknown kind");
        }
    }

    private static int kind(ZipArchiveEntry entry) {
        return entry.getUnixMode() & KIND;
    }

    private static void link(ZipFile zip, ZipArchiveEntry entry, String path, EntrySink sink) throws IOException {
        try (var content = zip.getInputStream(entry)) {
            var target = content.readNBytes(MAX_LINK);
            sink.folder().addLink(path, new String(target, StandardCharsets.UTF_8));
        }
    }

    private static void file(ZipFile zip, ZipArchiveEntry entry, String path, EntrySink sink) throws IOException {
        var sum = new CRC32();
        try (var content = new CheckedInputStream(zip.getInputStream(entry), sum)) {
            sink.file(path, (entry.getUnixMode() & EXECUTABLE) != 0, content);
        }
        if (sum.getValue() != entry.getCrc()) {
            throw new IOException("the checksum of a file is wrong");
        }
    }
}
