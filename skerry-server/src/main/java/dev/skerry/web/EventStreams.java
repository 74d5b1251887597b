package dev.skerry.web;

import dev.skerry.api.Feed;
import dev.skerry.api.Json;
import dev.skerry.kernel.Shares;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Writes feeds as server-sent events: `id` is the place to resume after, `data` the record as JSON. A feed that is
/// over
/// ends with an event `end`, so that a reader can tell that from a lost connection; one whose reader may read it no
/// longer just breaks off, and the reader learns why when it comes back.
final class EventStreams {
    private static final int OF_EACH = 50;
    private static final int OF_ALL = 1_000;
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final Shares open = new Shares("streams", OF_EACH, OF_ALL, WAIT);
    private final Duration round;

    /// @param round after which it looks again whether a reader still may read
    EventStreams(Duration round) {
        this.round = round;
    }

    void write(Context ctx, Feed<?> feed, Standing standing) {
        try (var _ = open.take(standing.actor().credential())) {
            ctx.contentType("text/event-stream");
            ctx.header("X-Accel-Buffering", "no");
            deliver(ctx, feed, standing);
        }
    }

    private <T> void deliver(Context ctx, Feed<T> feed, Standing standing) {
        try {
            var out = ctx.res().getOutputStream();
            ctx.res().flushBuffer();
            var reader = new Reader<T>(out, standing, round);
            feed.deliver(reader);
            if (reader.open) {
                out.write("event: end\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException e) {
            ctx.attribute("readerLeft", e.getMessage()); // the reader went away: nothing is owed to it
        }
    }

    /// The connection a feed is delivered to.
    private static final class Reader<T> implements Feed.Receiver<T> {
        private static final byte[] KEEP_ALIVE = ":\n\n".getBytes(StandardCharsets.UTF_8);
        private final OutputStream out;
        private final Standing standing;
        private final Duration round;
        private long checked = System.nanoTime();
        private boolean open = true;

        Reader(OutputStream out, Standing standing, Duration round) {
            this.out = out;
            this.standing = standing;
            this.round = round;
        }

        @Override
        public boolean accept(long id, T item) {
            return send("id: %d\ndata: %s\n\n"
                    .formatted(id, Json.MAPPER.writeValueAsString(item))
                    .getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public boolean isOpen() {
            return send(KEEP_ALIVE);
        }

        private boolean send(byte[] bytes) {
            if (open && mayStill()) {
                try {
                    out.write(bytes);
                    out.flush();
                } catch (IOException e) {
                    open = false;
                }
            }
            return open;
        }

        private boolean mayStill() {
            var now = System.nanoTime();
            if (now - checked > round.toNanos()) {
                checked = now;
                open = standing.holds();
            }
            return open;
        }
    }
}
