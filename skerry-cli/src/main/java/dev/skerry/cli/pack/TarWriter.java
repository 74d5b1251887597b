package dev.skerry.cli.pack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes a tar as POSIX.1-2001 has it (ustar headers, pax headers for what does not fit them), with nothing in it
/// that differs from machine to machine: no times, no owners.
final class TarWriter implements AutoCloseable {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final long LARGEST = 0_777_7777_7777L;
    private static final byte[] ZEROS = new byte[2 * BLOCK];

    private final OutputStream out;
    private final byte[] buffer = new byte[64 * 1024];

    TarWriter(OutputStream out) {
        this.out = out;
    }

    /// @param size must be what the content has
    /// @throws ChangedException when the content is shorter; what is longer is cut off
    void file(String path, long size, boolean executable, InputStream content) throws IOException {
        header(path, '0', executable ? 0755 : 0644, size, "");
        var left = size;
        while (left > 0) {
            var read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new ChangedException(path);
            }
            out.write(buffer, 0, read);
            left -= read;
        }
        pad(size);
    }

    void link(String path, String target) throws IOException {
        header(path, '2', 0777, 0, target);
    }

    /// Ends the archive. The stream below stays open.
    @Override
    public void close() throws IOException {
        out.write(ZEROS);
    }

    /// A file became shorter while it was read.
    static final class ChangedException extends IOException {
        ChangedException(String path) {
            super("'%s' changed while it was packed; try again".formatted(path));
        }
    }

    private void header(String path, char type, int mode, long size, String target) throws IOException {
        var records = (fits(path) ? "" : record("path", path))
                + (fits(target) ? "" : record("linkpath", target))
                + (size > LARGEST ? record("size", Long.toString(size)) : "");
        if (!records.isEmpty()) {
            var bytes = records.getBytes(StandardCharsets.UTF_8);
            plainHeader("PaxHeader", 'x', 0644, bytes.length, "");
            out.write(bytes);
            pad(bytes.length);
        }
        plainHeader(path, type, mode, size > LARGEST ? 0 : size, target);
    }

    private static boolean fits(String text) {
        return text.length() <= NAME && text.chars().allMatch(letter -> letter < 0x80);
    }

    /// The length in front counts itself.
    private static String record(String key, String value) {
        var rest = " %s=%s\n".formatted(key, value);
        var length = rest.getBytes(StandardCharsets.UTF_8).length;
        var digits = 1;
        while (Integer.toString(length + digits).length() > digits) {
            digits++;
        }
        return (length + digits) + rest;
    }

    private void plainHeader(String path, char type, int mode, long size, String target) throws IOException {
        var block = new byte[BLOCK];
        put(block, 0, NAME, path);
        number(block, 100, 8, mode);
        number(block, 108, 8, 0);
        number(block, 116, 8, 0);
        number(block, 124, 12, size);
        number(block, 136, 12, 0);
        Arrays.fill(block, 148, 156, (byte) ' ');
        block[156] = (byte) type;
        put(block, 157, NAME, target);
        put(block, 257, 8, "ustar\00000");
        var sum = 0;
        for (var each : block) {
            sum += each & 0xff;
        }
        put(block, 148, 8, "%06o\0 ".formatted(sum));
        out.write(block);
    }

    private static void put(byte[] block, int at, int room, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, block, at, Math.min(room, bytes.length));
    }

    private static void number(byte[] block, int at, int room, long number) {
        put(block, at, room, "%0".concat(Integer.toString(room - 1)).concat("o").formatted(number));
    }

    private void pad(long size) throws IOException {
        out.write(ZEROS, 0, (int) ((BLOCK - size % BLOCK) % BLOCK));
    }
}
