package dev.skerry.web;

import dev.skerry.api.Body;
import dev.skerry.api.Feed;
import dev.skerry.api.Json;
import dev.skerry.api.Operation;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.SkerryException;
import dev.skerry.operations.Operations;
import dev.skerry.operations.Upload;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.OptionalLong;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One operation over HTTP: gathers its input from path, query and body, and writes its answer.
final class Route implements Handler {
    private static final String BEARER = "Bearer ";
    private static final String CONTENT_TYPE = "Content-Type"; // as it came: Jetty fails on charsets it does not know

    private final Operation<?, ?> operation;
    private final Operations operations;
    private final Authenticator authenticator;
    private final Throttle throttle;

    Route(Operation<?, ?> operation, Operations operations, Authenticator authenticator, Throttle throttle) {
        this.operation = operation;
        this.operations = operations;
        this.authenticator = authenticator;
        this.throttle = throttle;
    }

    @Override
    public void handle(Context ctx) {
        var actor = actor(ctx);
        throttle.admit(operation, actor, ctx.ip());
        var output = operations.call(operation, actor, input(ctx), upload(ctx));
        ctx.status(operation.status());
        switch (operation.output().kind()) {
            case ONE, PAGE -> ctx.contentType("application/json").result(Json.MAPPER.writeValueAsBytes(output));
            case STREAM -> EventStream.write(ctx, (Feed<?>) output);
            case NONE -> ctx.status(204);
        }
    }

    private Actor actor(Context ctx) {
        var header = ctx.header("Authorization");
        if (header == null || !header.startsWith(BEARER)) {
            return Actor.NOBODY;
        }
        return authenticator.authenticate(header.substring(BEARER.length())).orElse(Actor.NOBODY);
    }

    /// The path wins over the body, so that an id in a body cannot contradict the address.
    private ObjectNode input(Context ctx) {
        var input = operation.hasInputInBody() ? JsonBody.read(ctx) : query(ctx);
        ctx.pathParamMap().forEach((name, value) -> {
            if (input.has(name)) {
                throw SkerryException.invalid("/" + name, "/%s stands in the path already.".formatted(name));
            }
            input.put(name, value);
        });
        return input;
    }

    /// The body as it comes: nothing of it is read here.
    private Upload upload(Context ctx) {
        if (operation.body() == Body.FIELDS) {
            return Upload.NONE;
        }
        MediaTypes.requireFile(ctx.header(CONTENT_TYPE));
        var length = ctx.req().getContentLengthLong();
        return new Upload(ctx::bodyInputStream, length < 0 ? OptionalLong.empty() : OptionalLong.of(length));
    }

    private static ObjectNode query(Context ctx) {
        var input = JsonNodeFactory.instance.objectNode();
        ctx.queryParamMap().forEach((name, values) -> {
            if (values.size() > 1) {
                throw SkerryException.invalid("/" + name, "/%s is given %d times.".formatted(name, values.size()));
            }
            input.put(name, values.getFirst());
        });
        return input;
    }
}
