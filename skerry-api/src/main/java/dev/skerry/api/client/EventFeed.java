package dev.skerry.api.client;

import dev.skerry.api.Feed;
import dev.skerry.api.Json;
import dev.skerry.api.Operation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads a stream of records over as many connections as it takes. Used once.
final class EventFeed {
    private static final String AFTER = "after";
    private static final int SERVER_FAULT = 500;
    private static final int TOO_MANY = 429;

    private final Connection connection;
    private final Requests requests;
    private final Operation<?, ?> operation;
    private boolean connected;
    private long last = -1;

    EventFeed(Connection connection, Requests requests, Operation<?, ?> operation) {
        this.connection = connection;
        this.requests = requests;
        this.operation = operation;
    }

    void follow(ObjectNode input, Feed.Receiver<JsonNode> receiver) {
        var patience = connection.patience();
        var failures = 0;
        while (true) {
            var reached = last;
            var loss = attempt(input, receiver, new Silence(patience.silence(), false));
            if (loss == null) {
                return;
            }
            failures = last > reached ? 1 : failures + 1;
            if (!canResume() || failures > patience.attempts()) {
                throw loss;
            }
            rest(patience.pause(failures));
        }
    }

    void readAvailable(ObjectNode input, Duration pause, Feed.Receiver<JsonNode> receiver) {
        var loss = attempt(input, receiver, new Silence(pause, true));
        if (loss != null) {
            throw loss;
        }
    }

    /// What a silence of some length means: the end, or a connection that is lost.
    private record Silence(Duration length, boolean isEnd) {}

    /// @return why the stream was lost; null when it came to its end
    private @Nullable RuntimeException attempt(ObjectNode input, Feed.Receiver<JsonNode> receiver, Silence silence) {
        InputStream stream;
        try {
            stream = open(input);
        } catch (UnreachableException e) {
            return passing(e, true);
        } catch (ProblemException e) {
            return passing(e, e.status() >= SERVER_FAULT || e.status() == TOO_MANY);
        }
        try (stream;
                var watch = new SilenceWatch(stream, silence.length()).start()) {
            return deliver(stream, watch, receiver, silence);
        } catch (IOException e) {
            return UnreachableException.of(connection.server(), e);
        }
    }

    /// A fault that may pass is a loss, but only of a stream that was there once.
    private RuntimeException passing(RuntimeException fault, boolean mayPass) {
        if (!connected || !mayPass) {
            throw fault;
        }
        return fault;
    }

    private InputStream open(ObjectNode input) {
        var place = input.deepCopy();
        if (last >= 0) {
            place.put(AFTER, last);
        }
        var patience = connection.patience();
        var answer = connection.send(requests.of(operation, place), BodyHandlers.ofInputStream(), patience.answer());
        if (!Answers.isGood(answer.statusCode())) {
            throw Answers.refusal(connection.server(), answer.statusCode(), answer, whole(answer.body()));
        }
        connected = true;
        return answer.body();
    }

    private @Nullable RuntimeException deliver(
            InputStream stream, SilenceWatch watch, Feed.Receiver<JsonNode> receiver, Silence silence)
            throws IOException {
        var events = new EventReader(new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)));
        while (true) {
            var event = next(events, watch);
            if (!(event instanceof EventReader.Event.SignOfLife) || !silence.isEnd()) {
                watch.heard();
            }
            switch (event) {
                case EventReader.Event.Item item -> {
                    last = item.id();
                    if (!receiver.accept(item.id(), Json.MAPPER.readTree(item.data()))) {
                        return null;
                    }
                }
                case EventReader.Event.SignOfLife _ -> {
                    if (!receiver.isOpen()) {
                        return null;
                    }
                }
                case EventReader.Event.End _ -> {
                    return null;
                }
                case EventReader.Event.BrokenOff _ -> {
                    return silence.isEnd() && watch.wasSilent() ? null : lost(watch);
                }
            }
        }
    }

    /// A stream that is closed for its silence fails in the midst of a read.
    private static EventReader.Event next(EventReader events, SilenceWatch watch) throws IOException {
        try {
            return events.next();
        } catch (IOException e) {
            if (watch.wasSilent()) {
                return new EventReader.Event.BrokenOff();
            }
            throw e;
        }
    }

    private UnreachableException lost(SilenceWatch watch) {
        return new UnreachableException(
                connection.server(), watch.wasSilent() ? "fell silent" : "broke the stream off", null);
    }

    private boolean canResume() {
        return Arrays.stream(operation.input().getRecordComponents())
                .anyMatch(component -> component.getName().equals(AFTER));
    }

    private byte[] whole(InputStream body) {
        try (body) {
            return body.readAllBytes();
        } catch (IOException e) {
            throw UnreachableException.of(connection.server(), e);
        }
    }

    private static void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted between two attempts to get a stream back");
        }
    }
}
