package dev.skerry.deployments;

import dev.skerry.api.applications.HealthCheck;
import dev.skerry.applications.Addresses;
import dev.skerry.applications.Application;
import dev.skerry.router.RouterConfig;
import dev.skerry.router.RouterConfig.Backend;
import dev.skerry.router.RouterConfig.Check;
import dev.skerry.router.RouterConfig.Route;
import dev.skerry.router.RouterConfig.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Decides what the edge must know. Pure.
record Routing(Addresses addresses) {
    private static final Duration RESPONSE = Duration.ofSeconds(60);
    private static final Duration TUNNEL = Duration.ofHours(1);

    /// An application that is reached from outside, and how its newest release wants to be checked.
    record Served(Application application, HealthCheck healthCheck) {}

    RouterConfig config(List<Served> served) {
        var backends = new ArrayList<Backend>();
        var routes = new ArrayList<Route>();
        for (var one : served) {
            var name = GenerationPlanner.backend(one.application().id());
            backends.add(new Backend(name, check(one), RESPONSE, TUNNEL));
            routes.add(new Route(
                    "generated-" + one.application().id(),
                    addresses.generated(one.application()).value(),
                    "/",
                    false,
                    new Target.ToBackend(name, false, null),
                    List.of()));
        }
        return new RouterConfig(backends, routes, List.of());
    }

    private Check check(Served served) {
        var timing = served.healthCheck().timing();
        var interval = Duration.ofSeconds(Math.max(1, timing.interval().value()));
        var timeout = Duration.ofSeconds(Math.max(1, timing.timeout().value()));
        var retries = Math.max(1, timing.retries().value());
        return switch (served.healthCheck()) {
            case HealthCheck.Http http ->
                new Check.Http(
                        http.path().value(),
                        addresses.generated(served.application()).value(),
                        interval,
                        timeout,
                        retries);
            // A command is run by the engine; the router then looks whether the port answers.
            case HealthCheck.Tcp _, HealthCheck.Command _ -> new Check.Tcp(interval, timeout, retries);
        };
    }
}
