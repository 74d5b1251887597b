package dev.skerry.router;

import java.time.Duration;

/// How the edge meets the outside, the same for every route.
///
/// @param httpPort where it listens, inside the container as outside, so that redirects name the right port
/// @param httpsPort likewise for TLS
/// @param maxConnections open at once; each may cost 2 descriptors and, while a request runs, about 33 kB
/// @param timeouts towards clients
public record RouterSettings(int httpPort, int httpsPort, int maxConnections, Timeouts timeouts) {
    public RouterSettings {
        if (httpPort == httpsPort || !isPort(httpPort) || !isPort(httpsPort)) {
            throw new IllegalArgumentException("not two ports: %d, %d".formatted(httpPort, httpsPort));
        }
        if (maxConnections < 100 || maxConnections > 1_000_000) {
            throw new IllegalArgumentException("connections out of bounds: " + maxConnections);
        }
    }

    public static RouterSettings of(int httpPort, int httpsPort) {
        return new RouterSettings(httpPort, httpsPort, 8000, Timeouts.DEFAULT);
    }

    private static boolean isPort(int port) {
        return port >= 1 && port <= 65_535;
    }

    /// How long the edge waits for clients.
    ///
    /// @param head from the first byte of a request to the end of its header
    /// @param idle between two bytes of a body, or of an answer the client does not take
    /// @param keepAlive between two requests of one connection; the longest a request may still come in by a
    ///     connection from before a reload, so draining waits for it
    /// @param old how long a connection from before a reload may go on, a WebSocket for example
    public record Timeouts(Duration head, Duration idle, Duration keepAlive, Duration old) {
        public static final Timeouts DEFAULT = new Timeouts(
                Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofHours(1));
    }
}
