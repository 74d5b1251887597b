package dev.skerry.sources;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/// Counts and measures the records of a zip's central directory (APPNOTE.TXT 4.3.12 to 4.3.16) before a library holds
/// all of them in memory: a small zip may have millions, and each may have names and comments of 64 KB.
final class ZipDirectory {
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int END_OFFSET_AT = 16;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_LENGTH = 20;
    private static final int LARGE_END_LENGTH = 56;
    private static final int LARGE_END_OFFSET_AT = 48;
    private static final int MAX_COMMENT = 0xffff;
    private static final int RECORD = 0x02014b50;
    private static final int RECORD_LENGTH = 46;
    private static final int LENGTHS_AT = 28;
    /// The library makes about 700 bytes of a record, beside what it holds.
    private static final int MAX_RECORDS = 100_000;
    private static final long MAX_BYTES = 16L << 20;

    private ZipDirectory() {}

    static void check(Path file, int maxEntries) throws IOException {
        var max = Math.min(maxEntries, MAX_RECORDS);
        try (var zip = new RandomAccessFile(file.toFile(), "r")) {
            var start = start(zip);
            var at = start;
            for (var count = 0; at + RECORD_LENGTH <= zip.length(); count++) {
                var record = read(zip, at, RECORD_LENGTH);
                if (record.getInt(0) != RECORD) {
                    return;
                }
                if (count >= max) {
                    throw new SkerryException(
                            ErrorCode.TOO_LARGE,
                            "The archive has more than %d entries. Leave out what the build does not need, or send a tar.gz."
                                    .formatted(max));
                }
                at += RECORD_LENGTH + length(record, 0) + length(record, 2) + length(record, 4);
                if (at - start > MAX_BYTES) {
                    throw new SkerryException(
                            ErrorCode.TOO_LARGE,
                            "The archive's directory of names is larger than %d bytes. Leave out what the build does not need, or send a tar.gz."
                                    .formatted(MAX_BYTES));
                }
            }
        }
    }

    private static int length(ByteBuffer record, int which) {
        return Short.toUnsignedInt(record.getShort(LENGTHS_AT + which));
    }

    private static long start(RandomAccessFile zip) throws IOException {
        var size = (int) Math.min(zip.length(), END_LENGTH + MAX_COMMENT);
        var tail = read(zip, zip.length() - size, size);
        for (var at = size - END_LENGTH; at >= 0; at--) {
            if (tail.getInt(at) == END) {
                var large = at >= LOCATOR_LENGTH && tail.getInt(at - LOCATOR_LENGTH) == LOCATOR;
                return large
                        ? read(zip, tail.getLong(at - LOCATOR_LENGTH + 8), LARGE_END_LENGTH)
                                .getLong(LARGE_END_OFFSET_AT)
                        : Integer.toUnsignedLong(tail.getInt(at + END_OFFSET_AT));
            }
        }
        throw new IOException("the end of the zip is missing");
    }

    private static ByteBuffer read(RandomAccessFile zip, long at, int length) throws IOException {
        if (at < 0 || at + length > zip.length()) {
            throw new IOException("the zip points outside of itself");
        }
        var bytes = new byte[length];
        zip.seek(at);
        zip.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
