package dev.skerry.router;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// One connection that a test keeps idle for as long as it likes.
final class KeepAlive implements AutoCloseable {
    private final Socket socket;
    private final String host;

    KeepAlive(String address, int port) throws IOException {
        this.socket = new Socket(address, port);
        this.host = address;
        socket.setSoTimeout(10_000);
    }

    RawHttp.Response post() throws IOException {
        socket.getOutputStream()
                .write("POST / HTTP/1.1\r\nHost: %s\r\nContent-Length: 1\r\n\r\nx"
                        .formatted(host)
                        .getBytes(StandardCharsets.UTF_8));
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            var next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("the edge closed before it answered: " + head);
            }
            head.write(next);
        }
        var response = RawHttp.parse(head.toString(StandardCharsets.UTF_8));
        var length = Integer.parseInt(response.headers().getOrDefault("content-length", "0"));
        var body = new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
        return new RawHttp.Response(response.status(), response.headers(), body);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
