package dev.skerry.router;

import dev.skerry.kernel.Secret;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything an edge needs to know that is not a server's address.
public record RouterConfig(List<Backend> backends, List<Route> routes, List<Certificate> certificates) {
    /// Of an edge that is not told of any route.
    static final RouterConfig NOTHING = new RouterConfig(List.of(), List.of(), List.of());

    public RouterConfig {
        backends = List.copyOf(backends);
        routes = List.copyOf(routes);
        certificates = List.copyOf(certificates);
    }

    /// One process type of an application.
    ///
    /// @param tunnelDeadline how long a WebSocket may stay open without traffic
    public record Backend(
            BackendName name, Check check, Duration responseDeadline, Duration tunnelDeadline, Balance balance) {}

    /// Which of its servers a request goes to.
    public enum Balance {
        /// The one with the fewest connections: slow ones get less.
        CONNECTIONS,
        /// Each in its turn, as often as its share says: what `Router.split` needs to be exact.
        SHARES
    }

    /// How the router finds out whether a server is healthy.
    public sealed interface Check {
        /// The port accepts a connection.
        record Tcp(Duration interval, Duration timeout, int retries) implements Check {}

        /// GET answers 2xx or 3xx. The host header is sent when given.
        record Http(String path, @Nullable String host, Duration interval, Duration timeout, int retries)
                implements Check {}
    }

    /// A host and path that lead to a backend or elsewhere. The longest path wins; a host beats a wildcard.
    ///
    /// @param id one word, stable over changes of the route
    /// @param host lower-case name, or `*.name` for one label below it
    /// @param path `/` or `/a/b`: matched by whole segments
    /// @param https true when plain HTTP is redirected to HTTPS
    public record Route(String id, String host, String path, boolean https, Target target, List<BasicUser> users) {
        public Route {
            users = List.copyOf(users);
        }
    }

    /// Where a route leads.
    public sealed interface Target {
        /// To a backend, with the path changed on the way: first the route's path is stripped, then the internal
        /// path put before.
        record ToBackend(
                BackendName backend,
                boolean stripPath,
                @Nullable String internalPath) implements Target {}

        /// To another address, which keeps path and query when asked.
        record Redirect(String location, int status, boolean keepPath) implements Target {}

        /// Nowhere: 503 with a page that says the application is stopped or not deployed yet.
        record Unavailable(String reason) implements Target {}
    }

    /// A person who may pass basic authentication.
    ///
    /// @param passwordHash in crypt(3) form, SHA-512 (`$6$`)
    public record BasicUser(String name, String passwordHash) {}

    /// A certificate with its chain and key.
    ///
    /// @param pem full chain and private key in PEM
    /// @param hosts those it is shown for, whatever it names itself; no host has two
    public record Certificate(String name, Secret pem, List<String> hosts) {
        public Certificate {
            hosts = List.copyOf(hosts);
        }
    }
}
