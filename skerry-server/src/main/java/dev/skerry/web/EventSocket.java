package dev.skerry.web;

import dev.skerry.api.events.CloseCode;
import dev.skerry.events.Events;
import dev.skerry.events.Watched;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import io.javalin.config.RoutesConfig;
import io.javalin.websocket.WsConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/api/ws`: tells readers what changes. It has no thread for each of them: who publishes puts a message into their
/// outboxes, and the socket takes the next one when it is done with the last.
final class EventSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventSocket.class);
    private static final String BEARER = "Bearer ";
    private static final int READERS = 1000;
    private static final int MAX_MESSAGE = 64 * 1024;
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final int GOING_AWAY = 1001;

    private final Authenticator authenticator;
    private final Events.Subscription subscription;
    private final Duration round;
    private final Cancellation stopping = new Cancellation();
    private final Map<String, Reader> readers = new ConcurrentHashMap<>();

    /// @param round after which every reader is looked after again
    EventSocket(Authenticator authenticator, Events events, Duration round) {
        this.authenticator = authenticator;
        this.round = round;
        this.subscription = events.subscribe(Watched.class, this::tell);
    }

    void register(RoutesConfig routes) {
        routes.ws("/api/ws", this::configure);
    }

    void start() {
        Thread.ofVirtual().name("event-readers").start(() -> {
            try {
                while (true) {
                    stopping.sleep(round);
                    readers.values().forEach(Reader::check);
                }
            } catch (CancelledException e) {
                LOG.debug("No longer looking after readers: {}", e.getMessage());
            }
        });
    }

    @Override
    public void close() {
        subscription.close();
        stopping.cancel("Skerry stops");
        readers.values().forEach(reader -> reader.close(GOING_AWAY, "Skerry stops."));
    }

    private void configure(WsConfig socket) {
        socket.onConnect(ctx -> {
            ctx.session.setMaxTextMessageSize(MAX_MESSAGE);
            ctx.session.setIdleTimeout(IDLE);
            var reader = new Reader(ctx.session, authenticator);
            if (readers.size() >= READERS) {
                reader.close(CloseCode.TOO_MANY, "There are too many readers.");
                return;
            }
            readers.put(ctx.sessionId(), reader);
            var header = ctx.header("Authorization");
            if (header != null && header.startsWith(BEARER)) {
                reader.signIn(header.substring(BEARER.length()));
            }
        });
        socket.onMessage(ctx -> {
            var reader = readers.get(ctx.sessionId());
            if (reader != null) {
                reader.take(ctx.message());
            }
        });
        socket.onBinaryMessage(ctx -> {
            var reader = readers.get(ctx.sessionId());
            if (reader != null) {
                reader.close(CloseCode.NOT_UNDERSTOOD, "Messages are texts.");
            }
        });
        socket.onClose(ctx -> readers.remove(ctx.sessionId()));
        socket.onError(ctx -> readers.remove(ctx.sessionId()));
    }

    private void tell(Watched event) {
        if (!readers.isEmpty()) {
            var message = Reader.write(event.news());
            readers.values().forEach(reader -> reader.tell(event, message));
        }
    }
}
