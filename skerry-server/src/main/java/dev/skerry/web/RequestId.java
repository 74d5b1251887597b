package dev.skerry.web;

import io.javalin.http.Context;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// The name of one request, in its answer and in the log. It is Skerry's own: what a caller sends is not trusted.
final class RequestId {
    static final String HEADER = "X-Request-Id";

    private RequestId() {}

    static void give(Context ctx) {
        var random = ThreadLocalRandom.current();
        ctx.header(HEADER, new UUID(random.nextLong(), random.nextLong()).toString());
    }

    static String of(Context ctx) {
        return Objects.requireNonNullElse(ctx.res().getHeader(HEADER), "unknown");
    }
}
