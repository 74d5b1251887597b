package dev.skerry.sources;

import dev.skerry.untrusted.EntryName;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/// A zip names its files twice, before each file and in a directory at the end (APPNOTE.TXT 4.3). Where the two
/// differ, or where files share bytes, it shows one thing to a scanner and another to whoever unpacks it: such
/// a zip is refused.
final class ZipLayout {
    private static final int SIGNATURE = 0x04034b50;
    private static final int HEADER = 30;
    private static final int METHOD_AT = 8;
    private static final int NAME_LENGTH_AT = 26;
    private static final int EXTRA_LENGTH_AT = 28;

    private ZipLayout() {}

    /// @param entries in the order they lie in the file
    static void check(Path file, List<ZipArchiveEntry> entries) throws IOException {
        try (var zip = new RandomAccessFile(file.toFile(), "r")) {
            var free = 0L;
            for (var entry : entries) {
                if (entry.getLocalHeaderOffset() < free) {
                    throw EntryName.refused(entry.getName(), "shares its bytes with another file");
                }
                free = end(zip, entry);
            }
        }
    }

    private static long end(RandomAccessFile zip, ZipArchiveEntry entry) throws IOException {
        var header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        zip.seek(entry.getLocalHeaderOffset());
        zip.readFully(header.array());
        var name = new byte[Short.toUnsignedInt(header.getShort(NAME_LENGTH_AT))];
        zip.readFully(name);
        if (header.getInt(0) != SIGNATURE
                || header.getShort(METHOD_AT) != (short) entry.getMethod()
                || !Arrays.equals(name, entry.getRawName())) {
            throw EntryName.refused(entry.getName(), "is described in two different ways");
        }
        var extra = Short.toUnsignedInt(header.getShort(EXTRA_LENGTH_AT));
        var end = entry.getLocalHeaderOffset() + HEADER + name.length + extra + entry.getCompressedSize();
        if (end > zip.length()) {
            throw new IOException("a file ends behind the end of the zip");
        }
        return end;
    }
}
