package dev.skerry.router;

import static dev.skerry.router.HaproxyGlobal.milliseconds;

import dev.skerry.router.RouterConfig.Backend;
import dev.skerry.router.RouterConfig.Balance;
import dev.skerry.router.RouterConfig.Check;
import dev.skerry.router.RouterConfig.Route;
import dev.skerry.router.RouterConfig.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The backends: three of the edge's own, and one for each process type. What is special about a route stands in
/// the backend it leads to and is asked by route id, so that a request meets the rules of its own backend only.
final class HaproxyBackends {
    private static final String HTML = "content-type 'text/html; charset=utf-8'";

    private HaproxyBackends() {}

    static Map<BackendName, List<Route>> byBackend(List<Route> routes) {
        return routes.stream()
                .filter(route -> route.target() instanceof Target.ToBackend)
                .collect(Collectors.groupingBy(route -> ((Target.ToBackend) route.target()).backend()));
    }

    /// Where requests go that no application answers.
    static String own(List<Route> routes, String folder) {
        var elsewhere = routes.stream()
                .filter(route -> !(route.target() instanceof Target.ToBackend))
                .toList();
        return String.join(
                "",
                elsewhere.stream().map(HaproxyBackends::userList).collect(Collectors.joining()),
                "backend skerry.unknown\n",
                "  http-request return status 404 %s file %s/unknown.html\n\n".formatted(HTML, folder),
                "backend %s\n".formatted(RouteMap.REDIRECT),
                demands(elsewhere, Target.Redirect.class),
                redirects(),
                "\nbackend %s\n".formatted(RouteMap.UNAVAILABLE),
                demands(elsewhere, Target.Unavailable.class),
                "  http-request return status 503 %s hdr Retry-After 10 lf-file %s/unavailable.html\n\n"
                        .formatted(HTML, folder));
    }

    private static String demands(List<Route> routes, Class<? extends Target> kind) {
        return routes.stream()
                .filter(route -> kind.isInstance(route.target()))
                .map(HaproxyBackends::demand)
                .collect(Collectors.joining());
    }

    private static String redirects() {
        var rules = new StringBuilder("  http-request set-var(txn.to) var(txn.rest),field(2,|,0)\n");
        for (var status : new TreeSet<>(RouterPolicy.REDIRECTS)) {
            for (var kind : List.of("k", "-")) {
                rules.append("  http-request redirect code %d location %%[var(txn.to)]%s if %s\n"
                        .formatted(
                                status,
                                kind.equals("k") ? "%[pathq]" : "",
                                "{ var(txn.rest),field(1,|) -m str %d%s }".formatted(status, kind)));
            }
        }
        return rules.toString();
    }

    static String render(Backend backend, List<Route> routes, ServerPool pool, String folder) {
        var head = """
                backend %s
                  balance %s
                  timeout server %s
                  timeout tunnel %s
                  http-error status 503 %s file %s/unhealthy.html
                """.formatted(
                        backend.name(),
                        algorithm(backend.balance()),
                        milliseconds(backend.responseDeadline()),
                        milliseconds(backend.tunnelDeadline()),
                        HTML,
                        folder);
        return Stream.of(
                        routes.stream().map(HaproxyBackends::userList),
                        Stream.of(head),
                        routes.stream().map(HaproxyBackends::demand),
                        routes.stream().map(HaproxyBackends::path),
                        Stream.of(check(backend.check())),
                        pool.roles().keySet().stream()
                                .map(server -> ServerLine.render(server, pool, backend.check()) + "\n"),
                        Stream.of("\n"))
                .flatMap(lines -> lines)
                .collect(Collectors.joining());
    }

    /// By connections a server that is idle weighs the same as any other, so that shares would be wrong.
    private static String algorithm(Balance balance) {
        return switch (balance) {
            case CONNECTIONS -> "leastconn";
            case SHARES -> "roundrobin";
        };
    }

    private static String userList(Route route) {
        if (route.users().isEmpty()) {
            return "";
        }
        var users = route.users().stream()
                .map(user -> "  user '%s' password '%s'\n".formatted(user.name(), user.passwordHash()))
                .collect(Collectors.joining());
        return "userlist users.%s\n%s\n".formatted(route.id(), users);
    }

    private static String demand(Route route) {
        return route.users().isEmpty()
                ? ""
                : "  http-request auth realm '%s' if %s !{ http_auth(users.%s) }\n"
                        .formatted(route.host(), is(route), route.id());
    }

    /// The path as the application gets it. Slashes count as the look-up counts them; a prefix that was written
    /// with percent signs stays as it is.
    private static String path(Route route) {
        if (!(route.target() instanceof Target.ToBackend to)) {
            return "";
        }
        var strips = to.stripPath() && !route.path().equals("/");
        var before = to.internalPath() == null || to.internalPath().equals("/") ? "" : to.internalPath();
        if (!strips && before.isEmpty()) {
            return "";
        }
        return "  http-request replace-path '%s' '%s/\\1' if %s\n"
                .formatted(strips ? prefix(route.path()) : "^/(.*)$", before, is(route));
    }

    /// `/a/b` as an expression that takes it off: each character that means something is escaped.
    private static String prefix(String path) {
        var segments = Stream.of(path.substring(1).split("/"))
                .map(segment -> segment.replaceAll("[^A-Za-z0-9_-]", "\\\\$0"))
                .collect(Collectors.joining("/+"));
        return "^/+%s(?:/+|$)(.*)$".formatted(segments);
    }

    private static String is(Route route) {
        return "{ var(txn.id) -m str %s }".formatted(route.id());
    }

    private static String check(Check check) {
        return switch (check) {
            case Check.Tcp tcp -> timeout(tcp.timeout());
            case Check.Http http ->
                timeout(http.timeout()) + """
                          option httpchk
                          http-check send meth GET uri '%s' ver HTTP/1.1 hdr Host '%s' hdr User-Agent Skerry
                          http-check expect status 200-399
                        """.formatted(http.path(), http.host() == null ? "localhost" : http.host());
        };
    }

    private static String timeout(Duration timeout) {
        return "  timeout check %s\n".formatted(milliseconds(timeout));
    }
}
