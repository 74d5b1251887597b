package dev.skerry.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventStreamsTest {
    private static final int OF_EACH = 50;

    private final Edge edge = new Edge(Duration.ofMillis(100));

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void breaksOffWhenTheTokenIsTakenBack() throws IOException {
        try (var stream = new Stream("ann", "", "")) {
            assertThat(stream.until("data:")).contains("behind-0");

            edge.revoke("ann");

            assertThat(stream.rest()).as("no end of the feed").doesNotContain("event: end");
        }
        assertThat(status("ann")).isEqualTo(401);
    }

    @Test
    void breaksOffWhenTheRoleAllowsItNoMore() throws IOException {
        try (var stream = new Stream("ann", "", "")) {
            assertThat(stream.until("data:")).contains("behind-0");
            edge.let("ann", Role.VIEWER, 1);
            assertThat(stream.until(":")).as("a viewer may read, too").isNotEmpty();

            edge.revoke("ann");

            assertThat(stream.rest()).doesNotContain("event: end");
        }
    }

    @Test
    void goesOnBehindTheLastEventABrowserHasSeen() throws IOException {
        try (var stream = new Stream("ann", "?after=3", "Last-Event-ID: 17\r\n")) {
            assertThat(stream.until("id:")).isEqualTo("id: 18");
            assertThat(stream.until("data:")).contains("behind-17");
        }
        try (var stream = new Stream("ann", "?after=3", "")) {
            assertThat(stream.until("data:")).contains("behind-3");
        }
        assertThat(edge.raw().send(request("ann", "Last-Event-ID: x\r\n")).text())
                .contains("400")
                .contains("/after");
    }

    @Test
    void opensSoManyForOneCallerAndNoMore() throws IOException {
        var streams = new ArrayList<Stream>();
        try {
            for (var number = 0; number < OF_EACH; number++) {
                var stream = new Stream("ann", "", "");
                streams.add(stream);
                assertThat(stream.until("data:")).isNotEmpty();
            }
            var refused = edge.raw().send(request("ann", ""));
            assertThat(refused.status()).as(refused.text()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).contains("10");
            assertThat(refused.text()).contains("You have 50 streams open");
            try (var other = new Stream("bob", "", "")) {
                assertThat(other.until("data:")).contains("behind-0");
            }
        } finally {
            for (var stream : streams) {
                stream.close();
            }
        }
    }

    private int status(String token) throws IOException {
        return edge.raw().send(request(token, "")).status();
    }

    private static String request(String token, String headers) {
        return "GET /api/feed HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\nConnection: close\r\n%s\r\n"
                .formatted(token, headers);
    }

    /// A stream somebody reads.
    private final class Stream implements AutoCloseable {
        private static final int PATIENCE_MILLIS = 60_000;
        private final Socket socket;
        private final BufferedReader reader;

        Stream(String token, String query, String headers) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), edge.port());
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write(
                            "GET /api/feed%s HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer %s\r\n%s\r\n"
                                    .formatted(query, token, headers)
                                    .getBytes(StandardCharsets.US_ASCII));
            reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /// The next line that begins so; empty when the stream ended before.
        String until(String begin) throws IOException {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith(begin)) {
                    return line;
                }
            }
            return "";
        }

        String rest() throws IOException {
            var rest = new StringBuilder();
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                rest.append(line).append('\n');
            }
            return rest.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
