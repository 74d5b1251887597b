package dev.skerry.operations;

import dev.skerry.kernel.Actor;

/// Carries out a change some of whose fields can be taken back, for an actor who may. Thin: the work is a service's.
@FunctionalInterface
public interface ChangeHandler<I extends Record, O> {
    O handle(Actor actor, I input, Cleared cleared);
}
