package dev.skerry.web;

import dev.skerry.api.Body;
import dev.skerry.api.Feed;
import dev.skerry.api.Json;
import dev.skerry.api.Operation;
import dev.skerry.api.Permission;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.Network;
import dev.skerry.kernel.SkerryException;
import dev.skerry.operations.Operations;
import dev.skerry.operations.Upload;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Arrays;
import java.util.OptionalLong;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One operation over HTTP: gathers its input from path, query and body, and writes its answer. Nothing is read of the
/// body before it is known that the caller may send it.
final class Route implements Handler {
    private static final String BEARER = "Bearer ";
    private static final String CONTENT_TYPE = "Content-Type"; // as it came: Jetty fails on charsets it does not know
    private static final String RESUME = "after";

    private final Operation<?, ?> operation;
    private final Operations operations;
    private final Authenticator authenticator;
    private final Gate gate;

    /// What all routes share.
    record Gate(Throttle throttle, JsonBody bodies, EventStreams streams, Answers answers) {}

    Route(Operation<?, ?> operation, Operations operations, Authenticator authenticator, Gate gate) {
        this.operation = operation;
        this.operations = operations;
        this.authenticator = authenticator;
        this.gate = gate;
    }

    @Override
    public void handle(Context ctx) {
        var token = token(ctx);
        var actor = token.isEmpty()
                ? Actor.NOBODY
                : authenticator.authenticate(token).orElse(Actor.NOBODY);
        var network = Network.of(ctx.ip());
        gate.throttle().admit(operation, actor, network);
        operations.authorise(operation, actor);
        try (var body = body(ctx, actor)) {
            var input = input(ctx, body.json());
            if (operations.isStored(operation)) {
                json(
                        ctx,
                        gate.answers()
                                .get(
                                        Answers.Question.of(operation.name(), actor, input),
                                        () -> write(operations.call(operation, actor, input))));
                return;
            }
            var upload = upload(ctx);
            var output = network.calls(() -> operations.call(operation, actor, input, upload));
            answer(ctx, output, standing(token, actor));
        }
    }

    private static void json(Context ctx, byte[] answer) {
        ctx.contentType("application/json").result(answer);
    }

    private static byte[] write(Object output) {
        return Json.MAPPER.writeValueAsBytes(output);
    }

    private void answer(Context ctx, Object output, Standing standing) {
        ctx.status(operation.status());
        switch (operation.output().kind()) {
            case ONE, PAGE -> json(ctx, write(output));
            case STREAM -> gate.streams().write(ctx, (Feed<?>) output, standing);
            case NONE -> ctx.status(204);
        }
    }

    private static String token(Context ctx) {
        var header = ctx.header("Authorization");
        return header != null && header.startsWith(BEARER) ? header.substring(BEARER.length()) : "";
    }

    private Standing standing(String token, Actor actor) {
        return new Standing(authenticator, token, actor, now -> operations.allows(operation, now));
    }

    private JsonBody.Received body(Context ctx, Actor actor) {
        if (!operation.hasInputInBody()) {
            return JsonBody.Received.nothing();
        }
        var most = operation.permission() == Permission.ANYONE ? JsonBody.MAX_OF_STRANGERS : JsonBody.MAX_JSON;
        return gate.bodies().read(ctx, actor, most);
    }

    /// The path wins over the body, so that an id in a body cannot contradict the address.
    private ObjectNode input(Context ctx, ObjectNode body) {
        var input = operation.hasInputInBody() ? body : query(ctx);
        ctx.pathParamMap().forEach((name, value) -> {
            if (input.has(name)) {
                throw SkerryException.invalid("/" + name, "/%s stands in the path already.".formatted(name));
            }
            input.put(name, value);
        });
        resume(ctx, input);
        return input;
    }

    /// A browser comes back to the address it began with, and says in a header how far it had got.
    private void resume(Context ctx, ObjectNode input) {
        var last = ctx.header("Last-Event-ID");
        if (last != null && !last.isEmpty() && mayBeResumed()) {
            input.put(RESUME, last);
        }
    }

    private boolean mayBeResumed() {
        return switch (operation.output().kind()) {
            case STREAM ->
                Arrays.stream(operation.input().getRecordComponents())
                        .anyMatch(component -> component.getName().equals(RESUME));
            case ONE, PAGE, NONE -> false;
        };
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
