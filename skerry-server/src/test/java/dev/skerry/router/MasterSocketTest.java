package dev.skerry.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterSocketTest {
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    @TempDir
    private Path folder = Path.of("/nonexistent");

    @Test
    void sendsOneCommandAndReadsTheWholeAnswer() throws IOException {
        var large = "0123456789".repeat(50_000);
        try (var _ = server(client -> {
            var command = read(client);
            write(client, command.toUpperCase(java.util.Locale.ROOT) + large);
        })) {
            assertThat(new MasterSocket(path(), DEADLINE).ask("show proc")).isEqualTo("SHOW PROC\n" + large);
        }
    }

    @Test
    void givesUpOnOneWhoNeverAnswers() throws IOException {
        try (var _ = server(client -> pause())) {
            var socket = new MasterSocket(path(), Duration.ofMillis(100));

            assertThatThrownBy(() -> socket.ask("show stat\nmore"))
                    .isInstanceOfSatisfying(
                            SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED))
                    .hasMessageContaining("'show stat'")
                    .hasMessageContaining("100 ms");
        }
    }

    @Test
    void saysWhereNobodyListens() {
        assertThatThrownBy(() -> new MasterSocket(path(), DEADLINE).ask("show proc"))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining(path().toString());
    }

    @Test
    void refusesAPathTheKernelWouldCut() {
        assertThatThrownBy(() -> new MasterSocket(Path.of("/" + "x".repeat(107)), DEADLINE))
                .hasMessageContaining("shorter state folder");
    }

    private Path path() {
        return folder.resolve("master.sock");
    }

    /// Serves one client.
    private ServerSocketChannel server(Consumer<SocketChannel> answer) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path()));
        Thread.ofVirtual().start(() -> {
            try (var client = server.accept()) {
                answer.accept(client);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return server;
    }

    private static String read(SocketChannel client) {
        try {
            var buffer = ByteBuffer.allocate(1000);
            var bytes = client.read(buffer);
            return new String(buffer.array(), 0, bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(SocketChannel client, String text) {
        try {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                client.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(DEADLINE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
