package dev.skerry.operations;

import dev.skerry.api.Body;
import dev.skerry.api.Operation;
import dev.skerry.kernel.Actor;

/// A row of the catalogue and what carries it out.
///
/// @param takes what its handler takes, which must be what the row says
/// @param stored whether its answer depends on nothing but who asks for what and the database, so that it is the same
///     until something is committed there
public record Binding<I extends Record, O>(Operation<I, O> operation, Takes takes, Call<I, O> handler, boolean stored) {
    /// What a handler is given beside the input.
    public enum Takes {
        NOTHING_ELSE,
        BYTES,
        CLEARED
    }

    /// Any handler, with all there may be.
    @FunctionalInterface
    public interface Call<I extends Record, O> {
        O handle(Actor actor, I input, Upload upload, Cleared cleared);

        /// The same for an input alone.
        default O handle(Actor actor, I input) {
            return handle(actor, input, Upload.NONE, Cleared.NONE);
        }
    }

    public static <I extends Record, O> Binding<I, O> bind(Operation<I, O> operation, Handler<I, O> handler) {
        return new Binding<>(
                operation, Takes.NOTHING_ELSE, (actor, input, upload, cleared) -> handler.handle(actor, input), false);
    }

    /// The same for one that only reads what is stored.
    public static <I extends Record, O> Binding<I, O> bindStored(Operation<I, O> operation, Handler<I, O> handler) {
        return new Binding<>(
                operation, Takes.NOTHING_ELSE, (actor, input, upload, cleared) -> handler.handle(actor, input), true);
    }

    /// The same for an operation that is sent bytes.
    public static <I extends Record, O> Binding<I, O> bindUpload(
            Operation<I, O> operation, UploadHandler<I, O> handler) {
        return new Binding<>(
                operation, Takes.BYTES, (actor, input, upload, cleared) -> handler.handle(actor, input, upload), false);
    }

    /// The same for an operation with fields that can be taken back.
    public static <I extends Record, O> Binding<I, O> bindChange(
            Operation<I, O> operation, ChangeHandler<I, O> handler) {
        return new Binding<>(
                operation,
                Takes.CLEARED,
                (actor, input, upload, cleared) -> handler.handle(actor, input, cleared),
                false);
    }

    /// What the row has a handler take.
    static Takes wanted(Operation<?, ?> operation) {
        if (operation.body() == Body.BYTES) {
            return Takes.BYTES;
        }
        return Cleared.clearable(operation.input()).findAny().isPresent() ? Takes.CLEARED : Takes.NOTHING_ELSE;
    }

    /// Carries the operation out with an input of its own record type.
    Object call(Actor actor, Record input, Upload upload, Cleared cleared) {
        return handler.handle(actor, operation.input().cast(input), upload, cleared);
    }
}
