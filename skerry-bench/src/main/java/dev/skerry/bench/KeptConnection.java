package dev.skerry.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One HTTP/1.1 connection that asks the same again and again. By hand, as the JDK's client takes more of the
/// processor than the server it would measure.
final class KeptConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int BUFFER = 64 * 1024;

    private final Socket socket;
    private final InputStream input;
    private final byte[] request;

    KeptConnection(URI uri, String token) throws IOException {
        this.socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        this.input = new BufferedInputStream(socket.getInputStream(), BUFFER);
        this.request = "GET %s?%s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(uri.getPath(), uri.getQuery(), uri.getAuthority(), token)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /// @return the length of the body
    long ask() throws IOException {
        socket.getOutputStream().write(request);
        var status = line();
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("answered " + status);
        }
        var length = -1L;
        for (var header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Long.parseLong(
                        header.substring("content-length:".length()).strip());
            }
        }
        return length >= 0 ? skipped(length) : chunks();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private long chunks() throws IOException {
        var total = 0L;
        while (true) {
            var length = Long.parseLong(line(), 16);
            total += skipped(length);
            line();
            if (length == 0) {
                return total;
            }
        }
    }

    private long skipped(long length) throws IOException {
        input.skipNBytes(length);
        return length;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new EOFException("the connection ended");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
