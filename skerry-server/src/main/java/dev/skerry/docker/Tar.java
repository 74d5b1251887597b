package dev.skerry.docker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// Writes the few small files the engine has to be given as a tar archive (POSIX.1-1988, ustar).
final class Tar {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int PREFIX = 155;

    private Tar() {}

    /// @param files path without a leading slash to content; readable by all
    static byte[] of(Map<String, byte[]> files) {
        var result = new ByteArrayOutputStream();
        new TreeMap<>(files).forEach((path, content) -> {
            result.writeBytes(header(path, content.length));
            result.writeBytes(content);
            result.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        });
        result.writeBytes(new byte[2 * BLOCK]);
        return result.toByteArray();
    }

    private static byte[] header(String path, int size) {
        var header = new byte[BLOCK];
        var split = split(path);
        put(header, 0, path.substring(split == 0 ? 0 : split + 1));
        put(header, 100, "0000444");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, "%011o".formatted(size));
        put(header, 136, "00000000000");
        put(header, 156, "0");
        put(header, 257, "ustar");
        put(header, 263, "00");
        put(header, 345, path.substring(0, split));
        Arrays.fill(header, 148, 156, (byte) ' ');
        var sum = 0;
        for (var octet : header) {
            sum += octet & 0xff;
        }
        put(header, 148, "%06o".formatted(sum));
        header[154] = 0;
        return header;
    }

    /// Where a path is cut in two when it does not fit into one field; 0 when it does.
    private static int split(String path) {
        if (bytes(path).length <= NAME) {
            return 0;
        }
        var slash = path.lastIndexOf('/', PREFIX);
        if (slash <= 0
                || bytes(path.substring(slash + 1)).length > NAME
                || bytes(path.substring(0, slash)).length > PREFIX) {
            throw new IllegalArgumentException("too long a path for a tar archive: " + path);
        }
        return slash;
    }

    private static void put(byte[] header, int offset, String text) {
        var bytes = bytes(text);
        System.arraycopy(bytes, 0, header, offset, bytes.length);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
