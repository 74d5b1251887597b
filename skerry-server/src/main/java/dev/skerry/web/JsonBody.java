package dev.skerry.web;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Json;
import dev.skerry.kernel.SkerryException;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads the body of a request as a JSON object, bounded however it is sent.
final class JsonBody {
    static final int MAX_JSON = 2 << 20;
    private static final int PIECE = 8192;

    /// Somebody who sends a byte now and then holds a thread no longer than this.
    private static final Duration WHOLE_BODY = Duration.ofSeconds(60);

    private JsonBody() {}

    static ObjectNode read(Context ctx) {
        var bytes = bytes(ctx);
        if (bytes.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        MediaTypes.requireJson(ctx.header("Content-Type"));
        try {
            if (Json.MAPPER.readTree(bytes) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new SkerryException(ErrorCode.INVALID_INPUT, "The body is not JSON: %s.".formatted(reason(e)), e);
        }
        throw new SkerryException(ErrorCode.INVALID_INPUT, "The body must be a JSON object.");
    }

    /// What is sent in chunks tells its length only at its end.
    private static byte[] bytes(Context ctx) {
        if (ctx.req().getContentLengthLong() > MAX_JSON) {
            throw tooLarge();
        }
        try {
            return readAll(ctx.req().getInputStream());
        } catch (IOException e) {
            throw new SkerryException(ErrorCode.INVALID_INPUT, "The body broke off before its end.", e);
        }
    }

    private static byte[] readAll(InputStream body) throws IOException {
        var begin = System.nanoTime();
        var all = new ByteArrayOutputStream();
        var piece = new byte[PIECE];
        for (var count = body.read(piece); count >= 0; count = body.read(piece)) {
            all.write(piece, 0, count);
            if (all.size() > MAX_JSON) {
                throw tooLarge();
            }
            if (System.nanoTime() - begin > WHOLE_BODY.toNanos()) {
                throw new SkerryException(
                        ErrorCode.INVALID_INPUT,
                        "The body did not come within %d s: send it faster.".formatted(WHOLE_BODY.toSeconds()));
            }
        }
        return all.toByteArray();
    }

    /// Where it is wrong; the library's own words tell of its inside.
    private static String reason(JacksonException e) {
        return switch (e) {
            case StreamConstraintsException _ -> "it is nested too deep, or a name, text or number in it is too long";
            case StreamReadException _ when e.getOriginalMessage().startsWith("Duplicate") -> e.getOriginalMessage();
            case DatabindException _ -> "something follows after its end";
            default ->
                "see line %d, column %d"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
        };
    }

    private static SkerryException tooLarge() {
        return new SkerryException(
                ErrorCode.TOO_LARGE,
                "The body is larger than %d bytes, the most a request may have.".formatted(MAX_JSON));
    }
}
