package dev.skerry.operations;

import dev.skerry.api.Body;
import dev.skerry.api.Operation;
import dev.skerry.kernel.Actor;

/// A row of the catalogue and what carries it out.
///
/// @param body what its handler takes, which must be what the row says
/// @param stored whether its answer depends on nothing but who asks for what and the database, so that it is the same
///     until something is committed there
public record Binding<I extends Record, O>(
        Operation<I, O> operation, Body body, UploadHandler<I, O> handler, boolean stored) {
    public static <I extends Record, O> Binding<I, O> bind(Operation<I, O> operation, Handler<I, O> handler) {
        return new Binding<>(operation, Body.FIELDS, (actor, input, _) -> handler.handle(actor, input), false);
    }

    /// The same for an operation that is sent bytes.
    public static <I extends Record, O> Binding<I, O> bindUpload(
            Operation<I, O> operation, UploadHandler<I, O> handler) {
        return new Binding<>(operation, Body.BYTES, handler, false);
    }

    /// The same for one that only reads what is stored.
    public static <I extends Record, O> Binding<I, O> bindStored(Operation<I, O> operation, Handler<I, O> handler) {
        return new Binding<>(operation, Body.FIELDS, (actor, input, _) -> handler.handle(actor, input), true);
    }

    /// Carries the operation out with an input of its own record type.
    Object call(Actor actor, Record input, Upload upload) {
        return handler.handle(actor, operation.input().cast(input), upload);
    }
}
