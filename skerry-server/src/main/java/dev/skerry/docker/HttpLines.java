package dev.skerry.docker;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Reads the lines of an HTTP/1.1 message.
final class HttpLines {
    private static final int MAX_LENGTH = 64 * 1024;

    private HttpLines() {}

    /// The next line without its end.
    static String read(InputStream source) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = source.read(); next != '\n'; next = source.read()) {
            if (next < 0) {
                throw new EOFException("the engine closed the connection before it answered");
            }
            if (line.size() == MAX_LENGTH) {
                throw new IOException("a header of the answer is longer than %d bytes".formatted(MAX_LENGTH));
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
