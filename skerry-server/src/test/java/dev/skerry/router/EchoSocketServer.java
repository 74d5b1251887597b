package dev.skerry.router;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/// An application that upgrades to WebSocket and then echoes lines. Frames are left out: a proxy does not look
/// into the tunnel. A request without an upgrade, such as a health check, gets 204.
final class EchoSocketServer implements AutoCloseable {
    private static final String UPGRADE = """
            GET /socket HTTP/1.1\r
            Host: @HOST@\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            """;

    private static final String SWITCH = """
            HTTP/1.1 101 Switching Protocols\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
            \r
            """;

    private final ServerSocket listener;

    EchoSocketServer() throws IOException {
        listener = new ServerSocket();
        listener.bind(new InetSocketAddress(TestEdge.gateway(), 0));
        Thread.ofVirtual().start(this::accept);
    }

    ServerAddress address() {
        return new ServerAddress(TestEdge.gateway().getHostAddress(), listener.getLocalPort());
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            var upgrade = false;
            for (var line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
                upgrade |= line.equalsIgnoreCase("upgrade: websocket");
            }
            if (!upgrade) {
                write(socket, "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
                return;
            }
            write(socket, SWITCH);
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                write(socket, line + "\n");
            }
        } catch (IOException e) {
            // The edge cut the tunnel: the test looks at the other end.
            return;
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    static Client connect(String address, int port) throws IOException {
        var client = new Client(new Socket(address, port));
        client.upgrade(address);
        return client;
    }

    /// The browser's end.
    static final class Client implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader reader;

        private Client(Socket socket) throws IOException {
            this.socket = socket;
            socket.setSoTimeout(5000);
            this.reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        private void upgrade(String host) throws IOException {
            write(socket, UPGRADE.replace("@HOST@", host));
            var status = reader.readLine();
            if (status == null || !status.contains("101")) {
                throw new IOException("no upgrade: " + status);
            }
            for (var line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
                if (line.startsWith("HTTP/")) {
                    throw new IOException("a second head: " + line);
                }
            }
        }

        String echo(String text) throws IOException {
            write(socket, text + "\n");
            return String.valueOf(reader.readLine());
        }

        boolean isClosedByPeer() throws IOException {
            try {
                return reader.readLine() == null;
            } catch (SocketTimeoutException e) {
                return false;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
