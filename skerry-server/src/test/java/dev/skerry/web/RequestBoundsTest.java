package dev.skerry.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.Json;
import dev.skerry.api.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a request may cost the server before and after it is known who sends it.
class RequestBoundsTest {
    private static final String NAMED = "{\"name\": \"a\"}";
    private static final String SMALL_HEAP = "-Xmx64m";

    private final Edge edge = new Edge(Duration.ofSeconds(10));

    @AfterEach
    void stop() {
        edge.close();
    }

    @Test
    void answersWhoMayNotSendABodyBeforeItComes() throws IOException {
        assertProblem(edge.raw().send(head("/api/things", "", 1 << 20)), 401, "unauthenticated");
        assertProblem(edge.raw().send(head("/api/things", "eve", 1 << 20)), 403, "forbidden");
    }

    @Test
    void takesOfStrangersAsMuchAsASignInNeeds() throws IOException {
        var long8 = NAMED + " ".repeat(9_000);

        assertProblem(edge.raw().send(head("/api/enter", "", long8.length())), 413, "too-large");
        assertProblem(edge.raw().send(chunked("/api/enter", "", long8)), 413, "too-large");
        assertThat(edge.raw().send(whole("/api/enter", "", NAMED)).status()).isEqualTo(200);
    }

    /// A connection that is closed while somebody sends takes the answer along.
    @Test
    void isHeardByWhoSendsTooMuch() throws IOException {
        var large = NAMED + " ".repeat(1 << 20);

        for (var time = 0; time < 20; time++) {
            assertProblem(edge.raw().send(whole("/api/enter", "", large)), 413, "too-large");
            assertProblem(edge.raw().send(whole("/api/things", "", large)), 401, "unauthenticated");
            assertProblem(edge.raw().send(chunked("/api/enter", "", large)), 413, "too-large");
        }
    }

    @Test
    void answersTheNextRequestOnTheConnectionOfARefusedOne() throws IOException {
        var refused = whole("/api/things", "", NAMED).replace("Connection: close\r\n", "");

        var answers = edge.raw().send(refused + refused + whole("/api/enter", "", NAMED));

        assertThat(answers.text().split("HTTP/1.1 ", -1)).hasSize(4);
        assertThat(answers.text()).contains("HTTP/1.1 401").contains("HTTP/1.1 200");
    }

    @Test
    void boundsWhatBecomesOfABodyInMemory() throws IOException {
        var answer = edge.raw().send(whole("/api/things", "ann", bomb()));

        assertProblem(answer, 400, "invalid-input");
        assertThat(answer.text()).contains("has too many parts");
    }

    @Test
    void readsNoMoreThanTwoLargeBodiesOfOneCallerAtOnce() throws IOException {
        var large = NAMED + " ".repeat(100_000);
        var opened = new ArrayList<Socket>();
        try {
            for (var number = 0; number < 2; number++) {
                opened.add(begin(head("/api/things", "ann", large.length()), large.substring(0, 50_000)));
            }
            var refused = awaitStatus(429, () -> edge.raw().send(whole("/api/things", "ann", large)));
            assertProblem(refused, 429, "rate-limited");
            assertThat(refused.header("Retry-After")).contains("1");
            assertThat(refused.text()).contains("2 large requests open");

            assertThat(edge.raw().send(whole("/api/things", "ann", NAMED)).status())
                    .as("a small one")
                    .isEqualTo(200);
            assertThat(edge.raw().send(whole("/api/things", "bob", large)).status())
                    .as("somebody else's")
                    .isEqualTo(200);
        } finally {
            for (var socket : opened) {
                socket.close();
            }
        }
        assertThat(awaitStatus(200, () -> edge.raw().send(whole("/api/things", "ann", large)))
                        .status())
                .as("when the others are gone")
                .isEqualTo(200);
    }

    /// Before these bounds one such body took tens of megabytes, and a few at once ended the process.
    @Test
    void livesThroughManyHostileBodiesAtOnceOnASmallHeap() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        SMALL_HEAP,
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Edge.class.getName())
                .redirectErrorStream(true)
                .start();
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var raw = new RawRequest(Integer.parseInt(number(output)));
            var paths = List.of("/api/enter", "/api/things");
            try (var senders = Executors.newFixedThreadPool(16)) {
                var sent = senders.invokeAll(IntStream.range(0, 96)
                        .<Callable<Integer>>mapToObj(index -> () -> send(
                                raw,
                                paths.get(index % 2),
                                List.of("", "ann", "bob").get(index % 3)))
                        .toList());
                for (var status : sent) {
                    assertThat(status.get()).isIn(400, 401, 413, 429, 0);
                }
            }
            assertThat(raw.send(whole("/api/things", "ann", NAMED)).status()).isEqualTo(200);
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /// A log line may come first.
    private static String number(BufferedReader output) throws IOException {
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.matches("[0-9]+")) {
                return line;
            }
        }
        throw new IOException("the server did not start");
    }

    /// @return 0 when the server hung up on what it did not want to read
    private static int send(RawRequest raw, String path, String token) {
        try {
            return raw.send(whole(path, token, bomb())).status();
        } catch (IOException | ArrayIndexOutOfBoundsException e) {
            return 0;
        }
    }

    /// Two megabytes on the wire, many more in memory.
    private static String bomb() {
        return "{\"a\":[{}" + ",{}".repeat(690_000) + "]}";
    }

    private static String head(String path, String token, int length) {
        return "POST %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n%sContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                .formatted(path, token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n", length);
    }

    private static String whole(String path, String token, String body) {
        return head(path, token, body.length()) + body;
    }

    private static String chunked(String path, String token, String body) {
        return head(path, token, 0).replace("Content-Length: 0", "Transfer-Encoding: chunked")
                + "%x\r\n%s\r\n0\r\n\r\n".formatted(body.length(), body);
    }

    private Socket begin(String head, String part) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), edge.port());
        socket.getOutputStream().write((head + part).getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }

    /// The server takes a moment to see what was sent, or that somebody hung up.
    private static RawRequest.Answer awaitStatus(int status, Callable<RawRequest.Answer> request) throws IOException {
        var until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        try {
            var answer = request.call();
            while (answer.status() != status && System.nanoTime() < until) {
                answer = request.call();
            }
            return answer;
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertProblem(RawRequest.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(Json.MAPPER.readValue(answer.body(), Problem.class).code()).isEqualTo(code);
    }
}
