package dev.skerry.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Listens on a UNIX socket and answers each request with the next text of its script, or not at all: for what a
/// real engine cannot be made to do.
final class ScriptedEngine implements AutoCloseable {
    static final String SILENCE = "";
    private final ServerSocketChannel server;
    private final Queue<String> script;
    final Queue<String> requests = new ConcurrentLinkedQueue<>();
    final String host;

    ScriptedEngine(Path socket, String... answers) {
        this.script = new ConcurrentLinkedQueue<>(java.util.List.of(answers));
        this.host = "unix://" + socket;
        try {
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::serve);
    }

    static String json(int status, String body) {
        return "HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n%s".formatted(status, body.length(), body);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        while (server.isOpen()) {
            try {
                var client = server.accept();
                Thread.startVirtualThread(() -> answer(client));
            } catch (IOException e) {
                requests.add("ended: " + e.getMessage());
                return;
            }
        }
    }

    private void answer(SocketChannel client) {
        try (client) {
            var buffer = ByteBuffer.allocate(64 * 1024);
            client.read(buffer);
            requests.add(new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8));
            var answer = java.util.Objects.requireNonNullElse(script.poll(), SILENCE);
            if (answer.isEmpty()) {
                // Says nothing until the other side hangs up.
                client.read(ByteBuffer.allocate(1));
                requests.add("hung up");
                return;
            }
            client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            requests.add("broken: " + e.getMessage());
        }
    }
}
