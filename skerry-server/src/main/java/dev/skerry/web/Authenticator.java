package dev.skerry.web;

import dev.skerry.kernel.Actor;
import java.util.Optional;

/// Knows who a bearer token belongs to.
@FunctionalInterface
public interface Authenticator {
    Optional<Actor> authenticate(String token);
}
