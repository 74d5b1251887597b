package dev.skerry.router;

import dev.skerry.router.RouterConfig.Check;
import dev.skerry.router.ServerState.Role;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// How HAProxy is told of a server: the same words in the file and over the socket, for a dynamic server inherits
/// no defaults. The weight carries the role: a server of weight 0 is checked and finishes its requests but gets
/// no new one.
final class ServerLine {
    static final int SERVING_WEIGHT = 100;

    /// From "not checked yet", "failed once" and "down" the next check comes this soon, so that a deployment does
    /// not wait for a whole interval.
    private static final Duration IN_DOUBT = Duration.ofMillis(250);

    private static final Pattern NAME = Pattern.compile("([0-9a-f.:]+)-(\\d{1,5})");
    private static final Pattern LINE = Pattern.compile(" {2}server (\\S+) \\S+ weight (\\d{1,3}) .* # ([a-z]+)");

    private ServerLine() {}

    /// The name says the address, so that each caller and each start comes to the same one.
    static String name(ServerAddress server) {
        return server.ip() + "-" + server.port();
    }

    static Optional<ServerAddress> address(String name) {
        var parts = NAME.matcher(name);
        return parts.matches()
                ? Optional.of(new ServerAddress(parts.group(1), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    static int weight(Role role) {
        return role == Role.SERVING ? SERVING_WEIGHT : 0;
    }

    /// The line in the file. The comment keeps what the weight does not tell.
    static String render(ServerAddress server, ServerPool pool, Check check) {
        var role = Objects.requireNonNull(pool.roles().get(server));
        return "  server %s %s # %s"
                .formatted(
                        name(server),
                        options(server, pool.weight(server), check),
                        role.name().toLowerCase(Locale.ROOT));
    }

    /// Adds what a rendered line says to the pool; any other line changes nothing.
    static ServerPool read(String line, ServerPool pool) {
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
            return pool;
        }
        var role = Role.valueOf(parts.group(3).toUpperCase(Locale.ROOT));
        var weight = Integer.parseInt(parts.group(2));
        return address(parts.group(1))
                .map(server -> pool.with(server, role, weight))
                .orElse(pool);
    }

    static String options(ServerAddress server, int weight, Check check) {
        var interval = interval(check);
        var soon = interval.compareTo(IN_DOUBT) < 0 ? interval : IN_DOUBT;
        return "%s weight %d check inter %dms fastinter %dms downinter %dms rise 1 fall %d"
                .formatted(server, weight, interval.toMillis(), soon.toMillis(), soon.toMillis(), retries(check));
    }

    private static Duration interval(Check check) {
        return switch (check) {
            case Check.Tcp tcp -> tcp.interval();
            case Check.Http http -> http.interval();
        };
    }

    private static int retries(Check check) {
        return switch (check) {
            case Check.Tcp tcp -> tcp.retries();
            case Check.Http http -> http.retries();
        };
    }
}
