package dev.skerry.web;

import dev.skerry.api.Body;
import dev.skerry.api.ErrorCode;
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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One operation over HTTP: gathers its input from path, query and body, and writes its answer.
final class Route implements Handler {
    private static final String BEARER = "Bearer ";
    private static final String CONTENT_TYPE = "Content-Type"; // as it came: Jetty fails on charsets it does not know

    private final Operation<?, ?> operation;
    private final Operations operations;
    private final Authenticator authenticator;

    Route(Operation<?, ?> operation, Operations operations, Authenticator authenticator) {
        this.operation = operation;
        this.operations = operations;
        this.authenticator = authenticator;
    }

    @Override
    public void handle(Context ctx) {
        var output = operations.call(operation, actor(ctx), input(ctx), upload(ctx));
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
        var input = operation.hasInputInBody() ? body(ctx) : query(ctx);
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

    private static ObjectNode body(Context ctx) {
        var bytes = ctx.bodyAsBytes();
        if (bytes.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        MediaTypes.requireJson(ctx.header(CONTENT_TYPE));
        try {
            if (Json.MAPPER.readTree(bytes) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new SkerryException(
                    ErrorCode.INVALID_INPUT, "The body is not JSON: %s".formatted(e.getOriginalMessage()), e);
        }
        throw new SkerryException(ErrorCode.INVALID_INPUT, "The body must be a JSON object.");
    }
}
