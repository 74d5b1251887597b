package dev.skerry.web;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Json;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.Shares;
import dev.skerry.kernel.SkerryException;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads the body of a request as a JSON object, bounded however it is sent. What is made of it in memory is bounded,
/// too:
/// by the number of its tokens, and by how many large ones are at hand at once.
final class JsonBody {
    static final int MAX_JSON = 2 << 20;

    /// Of whom nobody knows: enough for any sign-in.
    static final int MAX_OF_STRANGERS = 8 << 10;

    /// A tree of so many takes 2 MB or so.
    private static final int TOKENS = 20_000;

    private static final int LARGE = 16 << 10;
    private static final int LARGE_OF_EACH = 2;
    private static final int LARGE_OF_ALL = 6;
    private static final int PIECE = 8192;
    private static final JsonMapper MAPPER = Json.bounded(TOKENS);

    /// Somebody who sends a byte now and then holds a thread no longer than this.
    private static final Duration WHOLE_BODY = Duration.ofSeconds(60);

    private final Shares large = new Shares("large requests", LARGE_OF_EACH, LARGE_OF_ALL, Duration.ofSeconds(1));

    /// A body that was read.
    ///
    /// @param share of the memory for large ones, until it is closed; null of a small one
    record Received(ObjectNode json, Shares.@Nullable Share share) implements AutoCloseable {
        /// Of a request without one.
        static Received nothing() {
            return new Received(JsonNodeFactory.instance.objectNode(), null);
        }

        @Override
        public void close() {
            if (share != null) {
                share.close();
            }
        }
    }

    /// To be called when it is known that the caller may send something.
    Received read(Context ctx, Actor actor, int most) {
        var reading = new Reading(actor, most);
        try {
            return new Received(parse(ctx, reading.bytes(ctx)), reading.share);
        } catch (RuntimeException | Error e) {
            reading.giveUp();
            throw e;
        }
    }

    private static ObjectNode parse(Context ctx, byte[] bytes) {
        if (bytes.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        MediaTypes.requireJson(ctx.header("Content-Type"));
        try {
            if (MAPPER.readTree(bytes) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new SkerryException(ErrorCode.INVALID_INPUT, "The body is not JSON: %s.".formatted(reason(e)), e);
        }
        throw new SkerryException(ErrorCode.INVALID_INPUT, "The body must be a JSON object.");
    }

    /// One body on its way in.
    private final class Reading {
        private final Actor actor;
        private final int most;
        private Shares.@Nullable Share share;

        Reading(Actor actor, int most) {
            this.actor = actor;
            this.most = most;
        }

        /// What is sent in chunks tells its length only at its end.
        byte[] bytes(Context ctx) {
            admit(ctx.req().getContentLengthLong());
            try {
                return readAll(ctx.req().getInputStream());
            } catch (IOException e) {
                throw new SkerryException(ErrorCode.INVALID_INPUT, "The body broke off before its end.", e);
            }
        }

        void giveUp() {
            if (share != null) {
                share.close();
            }
        }

        private byte[] readAll(InputStream body) throws IOException {
            var begin = System.nanoTime();
            var all = new ByteArrayOutputStream();
            var piece = new byte[PIECE];
            for (var count = body.read(piece); count >= 0; count = body.read(piece)) {
                admit(all.size() + count);
                all.write(piece, 0, count);
                if (System.nanoTime() - begin > WHOLE_BODY.toNanos()) {
                    throw new SkerryException(
                            ErrorCode.INVALID_INPUT,
                            "The body did not come within %d s: send it faster.".formatted(WHOLE_BODY.toSeconds()));
                }
            }
            return all.toByteArray();
        }

        private void admit(long length) {
            if (length > most) {
                throw new SkerryException(
                        ErrorCode.TOO_LARGE,
                        "The body is larger than %d bytes, the most this request may have.".formatted(most));
            }
            if (length > LARGE && share == null) {
                share = large.take(actor.credential());
            }
        }
    }

    /// Where it is wrong; the library's own words tell of its inside.
    private static String reason(JacksonException e) {
        return switch (e) {
            case StreamConstraintsException _ ->
                "it is nested too deep, has too many parts, or a name, text or number in it is too long";
            case StreamReadException _ when e.getOriginalMessage().startsWith("Duplicate") -> e.getOriginalMessage();
            case DatabindException _ -> "something follows after its end";
            default ->
                "see line %d, column %d"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
        };
    }
}
