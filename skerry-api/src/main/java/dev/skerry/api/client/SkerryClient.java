package dev.skerry.api.client;

import dev.skerry.api.Feed;
import dev.skerry.api.Json;
import dev.skerry.api.Operation;
import dev.skerry.api.Output;
import dev.skerry.api.Page;
import dev.skerry.api.events.News;
import dev.skerry.api.values.ServerUrl;
import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Asks a Skerry server. Every call throws `ProblemException` when the server says no, `UnreachableException` when
/// it cannot be asked, and `CancellationException` when the calling thread is interrupted. Safe for use by many
/// threads.
public final class SkerryClient implements AutoCloseable {
    private static final Duration UPLOAD = Duration.ofMinutes(30);

    private final Connection connection;
    private final Requests requests;

    /// @param token of a session or an API token; none for what needs no sign-in
    public SkerryClient(ServerUrl server, @Nullable String token) {
        this(server, token, Patience.NORMAL);
    }

    public SkerryClient(ServerUrl server, @Nullable String token, Patience patience) {
        this.connection = new Connection(server, patience);
        this.requests = new Requests(server, token);
    }

    /// Carries an operation out. A stream begins when its feed is asked to deliver, see `follow`.
    public <I extends Record, O> O call(Operation<I, O> operation, I input) {
        return answer(operation, Json.MAPPER.valueToTree(input));
    }

    /// Carries an operation out with an input in JSON, and gives the answer as it came: an empty object for none.
    public JsonNode exchange(Operation<?, ?> operation, ObjectNode input) {
        return connection.ask(
                requests.of(operation, input), connection.patience().answer());
    }

    /// Hands every record of a stream over until the server ends it. When the connection is lost it asks again for
    /// what follows the last record, if the operation's input has a component `after` to say so.
    public void follow(Operation<?, ?> operation, ObjectNode input, Feed.Receiver<JsonNode> receiver) {
        new EventFeed(connection, requests, operation).follow(input, receiver);
    }

    /// Hands over what is in a stream by now, and takes a pause of this length for its end.
    public void readAvailable(
            Operation<?, ?> operation, ObjectNode input, Duration pause, Feed.Receiver<JsonNode> receiver) {
        new EventFeed(connection, requests, operation).readAvailable(input, pause, receiver);
    }

    /// Sends a file for a body, all other input in path and query.
    ///
    /// @throws FileNotFoundException when there is no such file
    public JsonNode upload(Operation<?, ?> operation, ObjectNode input, Path file) throws FileNotFoundException {
        return upload(operation, input, file, _ -> {});
    }

    /// @param sent told how many bytes are on their way, again and again, by another thread
    public JsonNode upload(Operation<?, ?> operation, ObjectNode input, Path file, LongConsumer sent)
            throws FileNotFoundException {
        var bytes = new WatchedBytes(BodyPublishers.ofFile(file), sent);
        return connection.ask(requests.upload(operation, input, bytes), UPLOAD);
    }

    /// Hears of what changes from the moment this returns on: what happened before is asked for, then.
    ///
    /// @param applications ids of those to hear of; none for all
    public NewsWatch watch(Set<UUID> applications, Consumer<News> hearer) {
        return NewsWatch.open(connection, requests.token(), applications, hearer);
    }

    @Override
    public void close() {
        connection.close();
    }

    @SuppressWarnings("unchecked") // the row pairs its output's kind and item with O
    private <O> O answer(Operation<?, O> operation, ObjectNode input) {
        var output = operation.output();
        return (O)
                switch (output.kind()) {
                    case ONE -> record(exchange(operation, input), output.item());
                    case PAGE -> page(exchange(operation, input), output.item());
                    case STREAM -> feed(operation, input);
                    case NONE -> {
                        exchange(operation, input);
                        yield Output.Nothing.NOTHING;
                    }
                };
    }

    private Feed<Object> feed(Operation<?, ?> operation, ObjectNode input) {
        return receiver -> follow(operation, input, new Feed.Receiver<>() {
            @Override
            public boolean accept(long id, JsonNode item) {
                return receiver.accept(id, record(item, operation.output().item()));
            }

            @Override
            public boolean isOpen() {
                return receiver.isOpen();
            }
        });
    }

    private static Page<Object> page(JsonNode answer, Class<?> item) {
        var items = answer.path("items")
                .valueStream()
                .map(node -> record(node, item))
                .toList();
        return new Page<>(items, answer.path("next").asStringOpt().orElse(null));
    }

    private static Object record(JsonNode node, Class<?> type) {
        return Answers.LENIENT.forType(type).readValue(node);
    }
}
