package dev.skerry.web;

import static dev.skerry.api.Operation.operation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.Effect;
import dev.skerry.api.Feed;
import dev.skerry.api.Json;
import dev.skerry.api.NoInput;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.Output.Nothing;
import dev.skerry.api.Permission;
import dev.skerry.api.Problem;
import dev.skerry.api.Role;
import dev.skerry.api.Scope;
import dev.skerry.api.values.Name;
import dev.skerry.config.ServerConfig;
import dev.skerry.events.Events;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.operations.Binding;
import dev.skerry.operations.Operations;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What HTTP itself brings in, at an edge with four operations.
class WebServerTest {
    public record Thing(Name name) {}

    private static final Operation<Thing, Thing> GET = operation(
                    "things.get", Permission.ANYONE, Scope.ORGANIZATION, Effect.READ)
            .get("/api/things/{name}")
            .takes(Thing.class, Output.one(Thing.class))
            .says("Shows a thing", "things get", "name");
    private static final Operation<Thing, Thing> CREATE = operation(
                    "things.create", Permission.SIGNED_IN, Scope.ORGANIZATION, Effect.WRITE)
            .post("/api/things")
            .takes(Thing.class, Output.one(Thing.class))
            .says("Makes a thing", "things create", "name");
    private static final Operation<NoInput, Nothing> SIGN_IN = operation(
                    "things.enter", Permission.ANYONE, Scope.ACCOUNT, Effect.WRITE)
            .post("/api/enter")
            .takes(NoInput.class, Output.none())
            .says("Signs in", "things enter");
    private static final Operation<NoInput, Feed<Thing>> FOLLOW = operation(
                    "things.follow", Permission.SIGNED_IN, Scope.ORGANIZATION, Effect.READ)
            .get("/api/feed")
            .takes(NoInput.class, Output.stream(Thing.class))
            .says("Follows things", "things follow");

    private static final CountDownLatch READER_IS_GONE = new CountDownLatch(1);
    private static WebServer server;
    private static RawRequest raw;

    @BeforeAll
    static void start() {
        var bindings = List.<Binding<?, ?>>of(
                Binding.bind(GET, (actor, input) -> input),
                Binding.bind(CREATE, (actor, input) -> input),
                Binding.bind(SIGN_IN, (actor, input) -> Nothing.NOTHING),
                Binding.bind(FOLLOW, (actor, input) -> WebServerTest::followUntilTheReaderLeaves));
        var operations = new Operations(List.of(GET, CREATE, SIGN_IN, FOLLOW), bindings);
        server = new WebServer(
                new WebConfig("127.0.0.1", 0, new ServerConfig.Limits(50, 3)),
                operations,
                WebServerTest::actor,
                new Events(),
                System::nanoTime);
        server.start();
        raw = new RawRequest(server.port());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /api/nothing HTTP/1.1                     | 404 | not-found
            GET / HTTP/1.1                                | 404 | not-found
            GET //etc/passwd HTTP/1.1                     | 404 | not-found
            DELETE /api/things/a HTTP/1.1                 | 405 | method-not-allowed
            BREW /api/things/a HTTP/1.1                   | 405 | method-not-allowed
            GET /api/things/A HTTP/1.1                    | 400 | invalid-input
            GET /api/things/a?name=b HTTP/1.1             | 400 | invalid-input
            GET /api/things/a?x=%ff HTTP/1.1              | 400 | invalid-input
            GET /api/things/..%2f..%2fetc HTTP/1.1        | 400 | invalid-input
            GET /api/things/%00 HTTP/1.1                  | 400 | invalid-input
            GET /api/things/a;b=c HTTP/1.1                | 400 | invalid-input
            GET /api/things/%zz HTTP/1.1                  | 400 | invalid-input
            GET /api/../../etc/passwd HTTP/1.1            | 400 | invalid-input
            GET relative HTTP/1.1                         | 400 | invalid-input
            GET /api/things/a HTTP/9.9                    | 505 | internal
            GET                                           | 400 | invalid-input
            """)
    void answersWithAProblemWhatItRefuses(String line, int status, String code) throws IOException {
        var answer = raw.send(line + "\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertProblem(answer, status, code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/things/a HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET /api/things/a HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
                "GET /api/things/a HTTP/1.1\r\nHost: a\r\nBad Header\r\nConnection: close\r\n\r\n",
                "GET /api/things/a HTTP/1.1\r\nHost: a\r\n X-Folded: b\r\nConnection: close\r\n\r\n",
                "POST /api/things HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
                "POST /api/things HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "POST /api/things HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                "\u0000\u0001\u0002\r\n\r\n"
            })
    void answersWithAProblemHeadersThatAreNone(String request) throws IOException {
        assertProblem(raw.send(request), 400, "invalid-input");
    }

    @Test
    void boundsHeadersAndRequestLine() throws IOException {
        var tooLong = "x".repeat(20_000);

        assertProblem(raw.send("GET /" + tooLong + " HTTP/1.1\r\nHost: a\r\n\r\n"), 414, "too-large");
        assertProblem(raw.send("GET / HTTP/1.1\r\nHost: a\r\nX: " + tooLong + "\r\n\r\n"), 431, "too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/things/a%00b", "/api/%zz"})
    void saysThatItClosesTheConnectionOfARequestItRefuses(String path) throws IOException {
        var answer = raw.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(answer.header("Connection")).as(answer.text()).contains("close");
    }

    @Test
    void saysWhichMethodsAnAddressAnswers() throws IOException {
        var refused = raw.send("PUT /api/things/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        var asked = raw.send("OPTIONS /api/things/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        var head = raw.send("HEAD /api/things/a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(refused.header("Allow")).contains("GET, HEAD, OPTIONS");
        assertThat(asked.status()).isEqualTo(204);
        assertThat(asked.header("Allow")).contains("GET, HEAD, OPTIONS");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void takesJsonOnlyAndNotTooMuchOfItHoweverItIsSent() throws IOException {
        var json = "{\"name\": \"" + "x".repeat(2 << 20) + "\"}";
        var chunk = "%x\r\n%s\r\n0\r\n\r\n".formatted(json.length(), json);

        assertProblem(post("Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}"), 415, "unsupported-media-type");
        assertProblem(post("Content-Length: %d\r\n\r\n".formatted(json.length())), 413, "too-large");
        assertProblem(post("Transfer-Encoding: chunked\r\n\r\n" + chunk), 413, "too-large");
        assertThat(post("Content-Type: Application/JSON; charset=utf-8\r\nContent-Length: 13\r\n\r\n{\"name\": \"a\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void saysToBrowsersThatAnAnswerIsDataAndNamesTheRequest() throws IOException {
        var request = "GET /api/things/%s HTTP/1.1\r\nHost: a\r\nX-Request-Id: forged\r\nConnection: close\r\n\r\n";
        var good = raw.send(request.formatted("a"));
        assertThat(good.status()).isEqualTo(200);
        for (var answer : List.of(good, raw.send(request.formatted("A")))) {
            SecurityHeaders.ALL.forEach(
                    (name, value) -> assertThat(answer.header(name)).contains(value));
            assertThat(answer.header("X-Request-Id"))
                    .hasValueSatisfying(id -> assertThat(UUID.fromString(id)).isNotNull());
            assertThat(answer.header("Server")).isEmpty();
        }
    }

    @Test
    void saysWhenToComeBackToWhoAsksTooOften() throws IOException {
        var request = "POST /api/enter HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        for (var attempt = 0; attempt < 3; attempt++) {
            assertThat(raw.send(request).status()).isEqualTo(204);
        }

        var refused = raw.send(request);
        assertProblem(refused, 429, "rate-limited");
        assertThat(refused.header("Retry-After"))
                .hasValueSatisfying(
                        seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 20));
    }

    @Test
    void endsAFeedWhoseReaderWentAway() throws IOException, InterruptedException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write("GET /api/feed HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ann\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isPositive();
            socket.setSoLinger(true, 0);
        }

        assertThat(READER_IS_GONE.await(60, TimeUnit.SECONDS)).isTrue();
    }

    private static void followUntilTheReaderLeaves(Feed.Receiver<Thing> receiver) {
        while (receiver.isOpen()) {
            Thread.onSpinWait();
        }
        READER_IS_GONE.countDown();
    }

    private static RawRequest.Answer post(String headersAndBody) throws IOException {
        return raw.send("POST /api/things HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ann\r\nConnection: close\r\n"
                + headersAndBody);
    }

    private static void assertProblem(RawRequest.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).as(answer.text()).contains(Problem.MEDIA_TYPE);
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        var problem = Json.MAPPER.readValue(answer.body(), Problem.class);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.status()).isEqualTo(status);
    }

    private static Optional<Actor> actor(String token) {
        return token.equals("ann")
                ? Optional.of(
                        new Actor(new UUID(1, 1), new OrganizationId(new UUID(1, 2)), Role.VIEWER, new UUID(1, 3)))
                : Optional.empty();
    }
}
