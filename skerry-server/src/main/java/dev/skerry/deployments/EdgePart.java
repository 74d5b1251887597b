package dev.skerry.deployments;

import dev.skerry.router.BackendName;
import dev.skerry.router.RouterConfig;
import dev.skerry.router.RouterConfig.Certificate;
import dev.skerry.router.RouterConfig.Route;
import dev.skerry.router.RouterConfig.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A part of what a router answers with that can be left out of it.
sealed interface EdgePart {
    /// How it is told of.
    String shown();

    /// A backend with the routes that lead to it.
    record OfBackend(BackendName name) implements EdgePart {
        @Override
        public String shown() {
            return "the backend " + name.value();
        }
    }

    record OfRoute(Route route) implements EdgePart {
        @Override
        public String shown() {
            return "the route %s%s".formatted(route.host(), route.path());
        }
    }

    record OfCertificate(Certificate certificate) implements EdgePart {
        @Override
        public String shown() {
            return "the certificate %s for %s".formatted(certificate.name(), String.join(", ", certificate.hosts()));
        }
    }

    static List<EdgePart> of(RouterConfig config) {
        var parts = new ArrayList<EdgePart>();
        config.certificates().forEach(certificate -> parts.add(new OfCertificate(certificate)));
        config.backends().forEach(backend -> parts.add(new OfBackend(backend.name())));
        config.routes().forEach(route -> parts.add(new OfRoute(route)));
        return parts;
    }

    static RouterConfig without(RouterConfig config, Set<EdgePart> out) {
        return new RouterConfig(
                config.backends().stream()
                        .filter(backend -> !out.contains(new OfBackend(backend.name())))
                        .toList(),
                config.routes().stream()
                        .filter(route -> !out.contains(new OfRoute(route)) && !leadsTo(route, out))
                        .toList(),
                config.certificates().stream()
                        .filter(certificate -> !out.contains(new OfCertificate(certificate)))
                        .toList());
    }

    private static boolean leadsTo(Route route, Set<EdgePart> out) {
        return route.target() instanceof Target.ToBackend to && out.contains(new OfBackend(to.backend()));
    }
}
