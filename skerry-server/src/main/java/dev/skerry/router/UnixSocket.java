package dev.skerry.router;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/// One connection to a program on this machine, by a socket in the file system (unix(7)).
final class UnixSocket {
    private UnixSocket() {}

    /// What is said and heard.
    interface Conversation {
        String hold(SocketChannel channel) throws IOException;
    }

    /// @throws java.nio.channels.AsynchronousCloseException when it takes longer than that
    static String talk(Path path, Duration deadline, Conversation conversation) throws IOException {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            var watch = Thread.ofVirtual().start(() -> closeAfter(deadline, channel));
            try {
                channel.connect(UnixDomainSocketAddress.of(path));
                return conversation.hold(channel);
            } finally {
                watch.interrupt();
            }
        }
    }

    static void send(SocketChannel channel, String text) throws IOException {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /// The kernel gives such a socket no time limit for reading: whoever waits is woken by the closing.
    private static void closeAfter(Duration deadline, SocketChannel channel) {
        try {
            Thread.sleep(deadline);
            channel.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
