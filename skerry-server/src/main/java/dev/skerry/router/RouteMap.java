package dev.skerry.router;

import dev.skerry.router.RouterConfig.Route;
import dev.skerry.router.RouterConfig.Target;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// The one table a request is looked up in: `host/path/` leads to `backend|route id|s or -|rest`, where `s` means
/// that plain HTTP goes to HTTPS first. HAProxy keeps it as a prefix tree, so the longest key that is a prefix of
/// `host/path/` wins in a time that does not grow with the number of routes. Whatever is a value here is data to
/// HAProxy, never configuration.
final class RouteMap {
    static final String FILE = "routes.map";
    static final String REDIRECT = "skerry.redirect";
    static final String UNAVAILABLE = "skerry.unavailable";

    private RouteMap() {}

    static List<String> lines(List<Route> routes) {
        return routes.stream()
                .map(route -> key(route) + " " + value(route))
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    static String render(List<Route> routes) {
        return lines(routes).stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static String key(Route route) {
        return route.host() + (route.path().equals("/") ? "/" : route.path() + "/");
    }

    private static String value(Route route) {
        var scheme = route.https() ? "s" : "-";
        return switch (route.target()) {
            case Target.ToBackend to -> String.join("|", to.backend().value(), route.id(), scheme);
            case Target.Redirect to ->
                String.join("|", REDIRECT, route.id(), scheme, to.status() + (to.keepPath() ? "k" : "-"), location(to));
            case Target.Unavailable to -> String.join("|", UNAVAILABLE, route.id(), scheme, Pages.text(to.reason()));
        };
    }

    private static String location(Target.Redirect redirect) {
        var location = redirect.location();
        return redirect.keepPath() && location.endsWith("/") ? location.substring(0, location.length() - 1) : location;
    }
}
