package dev.skerry.web;

import dev.skerry.api.Feed;
import dev.skerry.api.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Writes a feed as server-sent events: `id` is the place to resume after, `data` the record as JSON. Ends with an
/// event
/// `end`, so that a reader can tell the end from a lost connection.
final class EventStream {
    private EventStream() {}

    static void write(Context ctx, Feed<?> feed) {
        ctx.contentType("text/event-stream");
        ctx.header("X-Accel-Buffering", "no");
        try {
            var out = ctx.res().getOutputStream();
            ctx.res().flushBuffer();
            feed.deliver(new Reader<>(out));
            out.write("event: end\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            ctx.attribute("readerLeft", e.getMessage()); // the reader went away: nothing is owed to it
        }
    }

    /// The connection a feed is delivered to.
    private static final class Reader<T> implements Feed.Receiver<T> {
        private static final byte[] KEEP_ALIVE = ":\n\n".getBytes(StandardCharsets.UTF_8);
        private final OutputStream out;
        private boolean open = true;

        Reader(OutputStream out) {
            this.out = out;
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
            if (open) {
                try {
                    out.write(bytes);
                    out.flush();
                } catch (IOException e) {
                    open = false;
                }
            }
            return open;
        }
    }
}
