package dev.skerry.router;

/// A server of a backend as the router sees it.
///
/// @param sessions requests and connections in progress on it
/// @param lastCheck the router's words about its last check, such as `L7STS/503 in 2ms`
public record ServerState(ServerAddress address, Role role, Health health, int sessions, String lastCheck) {
    /// What the router was told to do with it.
    public enum Role {
        STAGED,
        SERVING,
        DRAINING
    }

    /// What the router's checks found.
    public enum Health {
        UNKNOWN,
        UP,
        DOWN
    }
}
