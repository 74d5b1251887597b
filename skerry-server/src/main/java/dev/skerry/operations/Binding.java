package dev.skerry.operations;

import dev.skerry.api.Operation;
import dev.skerry.kernel.Actor;

/// A row of the catalogue and what carries it out.
public record Binding<I extends Record, O>(Operation<I, O> operation, Handler<I, O> handler) {
    public static <I extends Record, O> Binding<I, O> bind(Operation<I, O> operation, Handler<I, O> handler) {
        return new Binding<>(operation, handler);
    }

    /// Carries the operation out with an input of its own record type.
    Object call(Actor actor, Record input) {
        return handler.handle(actor, operation.input().cast(input));
    }
}
