package dev.skerry.operations;

import dev.skerry.kernel.Actor;

/// Carries an operation out whose body is bytes, for an actor who may. Thin: the work is a service's.
@FunctionalInterface
public interface UploadHandler<I extends Record, O> {
    O handle(Actor actor, I input, Upload upload);
}
