package dev.skerry.router;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// One request through the edge on this machine, in HTTP/1.1 (RFC 9112), by the socket only Skerry can open
/// (`HaproxyFrontend.VISITS`). Only the head of the answer is read.
final class Visit {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LONGEST_HEAD = 64 << 10;
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})[ \\r]");
    private static final Pattern SERVER =
            Pattern.compile("(?im)^" + HaproxyFrontend.ANSWERED_BY + ": *([0-9a-f.:-]+)\\r?$");

    private Visit() {}

    /// @param port of the edge, which the application is told that it was reached by
    static Asked ask(Path socket, int port, BackendName backend, String host, String path) {
        // Where it comes from, as the PROXY protocol says it (haproxy.org/download/1.8/doc/proxy-protocol.txt).
        var request = "PROXY TCP4 127.0.0.1 127.0.0.1 1024 %d\r\n".formatted(port)
                + "GET %s HTTP/1.1\r\nHost: %s\r\n%s: %s\r\n"
                        .formatted(path, host, HaproxyFrontend.BACKEND, backend.value())
                + "User-Agent: Skerry\r\nAccept: */*\r\nConnection: close" + END_OF_HEAD;
        try {
            return read(UnixSocket.talk(socket, PATIENCE, channel -> {
                UnixSocket.send(channel, request);
                return head(channel);
            }));
        } catch (IOException _) {
            return Asked.NOBODY;
        }
    }

    private static String head(SocketChannel channel) throws IOException {
        var head = new StringBuilder();
        var buffer = ByteBuffer.allocate(LONGEST_HEAD);
        while (head.indexOf(END_OF_HEAD) < 0 && head.length() < LONGEST_HEAD && channel.read(buffer) >= 0) {
            head.append(new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1));
            buffer.clear();
        }
        return head.toString().split(END_OF_HEAD, 2)[0];
    }

    static Asked read(String head) {
        var status = STATUS_LINE.matcher(head);
        if (!status.lookingAt()) {
            return Asked.NOBODY;
        }
        var server = SERVER.matcher(head);
        return new Asked(
                Integer.parseInt(status.group(1)),
                server.find() ? ServerLine.address(server.group(1)) : Optional.empty());
    }
}
