package dev.skerry.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.skerry.api.Body;
import dev.skerry.api.ErrorCode;
import dev.skerry.api.Json;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.Problem;
import dev.skerry.api.catalogue.Catalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Plays the API by the catalogue over real HTTP: finds the operation, binds its input to its record, and answers
/// what the test laid out, or else a sample.
final class FakeSkerry implements AutoCloseable {
    static final String TOKEN = "sk_of_the_test";

    private static final String PAUSED = "paused until ";

    private final HttpServer http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    FakeSkerry() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    /// What came.
    ///
    /// @param body byte by byte in ISO 8859-1
    record Call(String operation, String token, Record input, String body) {}

    private record Answer(int status, String type, String body) {}

    String url() {
        return "http://127.0.0.1:%d".formatted(http.getAddress().getPort());
    }

    /// The next answer of an operation; the last one laid out stays.
    FakeSkerry answer(Operation<?, ?> operation, String json) {
        return add(operation, new Answer(operation.status(), "application/json", json));
    }

    FakeSkerry refuse(Operation<?, ?> operation, ErrorCode code, String detail, Problem.FieldError... errors) {
        var problem = Problem.of(code, detail, errors.length == 0 ? null : List.of(errors), null);
        return add(operation, new Answer(code.status(), Problem.MEDIA_TYPE, Json.MAPPER.writeValueAsString(problem)));
    }

    /// The records of a stream, each a JSON text.
    FakeSkerry stream(Operation<?, ?> operation, List<String> records) {
        return add(operation, new Answer(200, "text/event-stream", events(records) + "event: end\ndata: {}\n\n"));
    }

    /// The same, but the stream never ends.
    FakeSkerry endlessStream(Operation<?, ?> operation, List<String> records) {
        return add(operation, new Answer(200, "endless", events(records)));
    }

    /// The same, but the stream ends only after that operation was called.
    FakeSkerry pausedStream(Operation<?, ?> operation, List<String> records, Operation<?, ?> until) {
        return add(operation, new Answer(200, PAUSED + until.name(), events(records)));
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    Call onlyCall() {
        if (calls.size() != 1) {
            throw new AssertionError("not one call but " + calls);
        }
        return calls.getFirst();
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }

    private FakeSkerry add(Operation<?, ?> operation, Answer answer) {
        answers.computeIfAbsent(operation.name(), _ -> new ArrayDeque<>()).add(answer);
        return this;
    }

    private static String events(List<String> records) {
        var events = new StringBuilder();
        for (var id = 1; id <= records.size(); id++) {
            events.append("id: %d\ndata: %s\n\n".formatted(id, records.get(id - 1)));
        }
        return events.toString();
    }

    private void handle(HttpExchange exchange) throws IOException {
        for (var operation : Catalogue.all()) {
            var input = input(operation, exchange);
            if (input != null) {
                answer(operation, exchange, input);
                return;
            }
        }
        write(exchange, new Answer(404, "text/plain", "no such route"));
    }

    private @Nullable ObjectNode input(Operation<?, ?> operation, HttpExchange exchange) {
        var names = Pattern.compile("\\{(\\w+)}")
                .matcher(operation.path())
                .results()
                .map(match -> match.group(1))
                .toList();
        var path = Pattern.compile(operation.path().replaceAll("\\{\\w+}", "([^/]+)"))
                .matcher(exchange.getRequestURI().getRawPath());
        if (!exchange.getRequestMethod().equals(operation.method().name()) || !path.matches()) {
            return null;
        }
        var input = Json.MAPPER.createObjectNode();
        for (var i = 0; i < names.size(); i++) {
            input.put(names.get(i), decoded(path.group(i + 1)));
        }
        return input;
    }

    private void answer(Operation<?, ?> operation, HttpExchange exchange, ObjectNode input) throws IOException {
        var query = exchange.getRequestURI().getRawQuery();
        if (query != null) {
            for (var pair : query.split("&")) {
                var parts = pair.split("=", 2);
                input.put(decoded(parts[0]), decoded(parts[1]));
            }
        }
        var body = exchange.getRequestBody().readAllBytes();
        if (body.length > 0 && operation.body() == Body.FIELDS) {
            Json.MAPPER.readTree(body).properties().forEach(entry -> input.set(entry.getKey(), entry.getValue()));
        }
        var header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        Record record = Json.MAPPER.treeToValue(input, operation.input());
        calls.add(new Call(
                operation.name(),
                header.replace("Bearer ", ""),
                record,
                new String(body, StandardCharsets.ISO_8859_1)));
        write(exchange, next(operation));
    }

    private Answer next(Operation<?, ?> operation) {
        var laidOut = answers.getOrDefault(operation.name(), new ArrayDeque<>());
        if (laidOut.isEmpty()) {
            return sample(operation);
        }
        return laidOut.size() == 1 ? laidOut.peek() : laidOut.remove();
    }

    private static Answer sample(Operation<?, ?> operation) {
        JsonNode sample = SampleAnswers.of(operation);
        if (operation.output().kind() == Output.Kind.STREAM) {
            return new Answer(
                    200, "text/event-stream", events(List.of(sample.toString())) + "event: end\ndata: {}\n\n");
        }
        return new Answer(
                operation.status(), "application/json", SampleAnswers.isEmpty(operation) ? "" : sample.toString());
    }

    private void awaitCall(String operation) {
        try {
            while (calls.stream().noneMatch(call -> call.operation().equals(operation))) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(HttpExchange exchange, Answer answer) throws IOException {
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        if (answer.type().startsWith(PAUSED)) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
            awaitCall(answer.type().substring(PAUSED.length()));
            exchange.getResponseBody().write("event: end\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8));
        } else if (answer.type().equals("endless")) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        } else {
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
