package dev.skerry.cli;

import dev.skerry.api.values.ServerUrl;
import org.jspecify.annotations.Nullable;

/// Which server, and as whom.
///
/// @param token of a session, or an API token
record Access(ServerUrl server, @Nullable String token) {
    /// Whether the token is of a session, which ends with it. An API token may be in use elsewhere.
    boolean isSession() {
        return token != null && token.startsWith("session_");
    }

    /// The token stays out.
    @Override
    public String toString() {
        return "Access[%s]".formatted(server);
    }
}
