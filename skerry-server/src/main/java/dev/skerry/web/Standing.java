package dev.skerry.web;

import dev.skerry.kernel.Actor;
import dev.skerry.kernel.SkerryException;
import java.util.function.Predicate;

/// By what somebody was let in who stays: a token may be taken back, and a role changed, while a stream is open.
///
/// @param may what a role must allow
record Standing(Authenticator authenticator, String token, Actor actor, Predicate<Actor> may) {
    /// Whether they would be let in again, as the same one.
    boolean holds() {
        if (actor.isNobody()) {
            return may.test(actor);
        }
        try {
            return authenticator
                    .authenticate(token)
                    .filter(now -> now.organization().equals(actor.organization()))
                    .filter(may)
                    .isPresent();
        } catch (SkerryException e) {
            return true; // the database is away: nobody can tell
        }
    }
}
