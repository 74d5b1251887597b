package dev.skerry.router;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/// The command socket of HAProxy's master process, by which each of its workers is reached by its process id
/// (`@!42 show stat`): after a reload the old ones too, and never another one than meant, as on a worker's own
/// socket (docs.haproxy.org/2.6/management.html, sections 9.3 and 9.4). One connection a command: it costs 0.1
/// ms.
final class MasterSocket {
    /// The kernel's limit for the path of such a socket (`sun_path` in unix(7), less its end).
    private static final int LONGEST_PATH = 107;

    private static final int LARGEST_ANSWER = 64 << 20;

    private final Path path;
    private final Duration deadline;

    MasterSocket(Path path, Duration deadline) {
        if (path.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            throw new SkerryException(
                    ErrorCode.UNAVAILABLE,
                    "The path of the router's socket is longer than the kernel allows (%d): %s. Choose a shorter state folder."
                            .formatted(LONGEST_PATH, path));
        }
        this.path = path;
        this.deadline = deadline;
    }

    /// Sends one command and reads until HAProxy closes.
    ///
    /// @throws SkerryException UNAVAILABLE when nobody listens or the connection breaks, DEADLINE_EXCEEDED
    String ask(String command) {
        try {
            return UnixSocket.talk(path, deadline, channel -> {
                UnixSocket.send(channel, command + "\n");
                channel.shutdownOutput();
                return receive(channel);
            });
        } catch (AsynchronousCloseException e) {
            throw new SkerryException(
                    ErrorCode.DEADLINE_EXCEEDED,
                    "The router did not answer '%s' within %d ms.".formatted(first(command), deadline.toMillis()),
                    e);
        } catch (IOException e) {
            throw new SkerryException(
                    ErrorCode.UNAVAILABLE,
                    "The router does not answer '%s' at %s: %s".formatted(first(command), path, e.getMessage()),
                    e);
        }
    }

    private static String receive(SocketChannel channel) throws IOException {
        var answer = new ByteArrayOutputStream();
        var buffer = ByteBuffer.allocate(64 << 10);
        while (channel.read(buffer) >= 0) {
            answer.write(buffer.array(), 0, buffer.position());
            buffer.clear();
            if (answer.size() > LARGEST_ANSWER) {
                throw new IOException("an answer of more than %d bytes".formatted(LARGEST_ANSWER));
            }
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    private static String first(String command) {
        return command.lines().findFirst().orElse("");
    }
}
