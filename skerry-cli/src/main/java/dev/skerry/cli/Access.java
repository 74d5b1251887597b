package dev.skerry.cli;

import dev.skerry.api.values.ServerUrl;
import org.jspecify.annotations.Nullable;

/// Which server, and as whom.
///
/// @param token of a session, or an API token
record Access(ServerUrl server, @Nullable String token) {
    /// The token stays out.
    @Override
    public String toString() {
        return "Access[%s]".formatted(server);
    }
}
