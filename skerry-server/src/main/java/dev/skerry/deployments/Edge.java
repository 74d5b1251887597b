package dev.skerry.deployments;

import dev.skerry.applications.Application;
import dev.skerry.applications.Applications;
import dev.skerry.db.Database;
import dev.skerry.deployments.Routing.Present;
import dev.skerry.deployments.Routing.Site;
import dev.skerry.domains.Domain;
import dev.skerry.domains.Domains;
import dev.skerry.kernel.SkerryException;
import dev.skerry.router.BackendName;
import dev.skerry.router.Router;
import dev.skerry.router.RouterConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Keeps the edge's routes, backends and certificates as the database says they should be. One change at a time.
final class Edge {
    /// How long to leave in peace a router that refused a configuration: it goes on with the one before.
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final Database database;
    private final Applications applications;
    private final Domains domains;
    private final Router router;
    private final Routing routing;
    private final InstantSource clock;
    private final GenerationStore generations = new GenerationStore();
    private @Nullable RouterConfig applied;
    private @Nullable Refused refused;

    /// What the router did not take.
    private record Refused(RouterConfig config, Instant at) {}

    Edge(
            Database database,
            Applications applications,
            Domains domains,
            Router router,
            Routing routing,
            InstantSource clock) {
        this.database = database;
        this.applications = applications;
        this.domains = domains;
        this.router = router;
        this.routing = routing;
        this.clock = clock;
    }

    /// Applies what the database says, whatever was applied before.
    synchronized void apply() {
        apply(database.read(this::wanted));
    }

    /// Applies what the database says when that is something else than was applied last: after each change of a
    /// domain or certificate, and again and again, should somebody have died between commit and call.
    synchronized void catchUp() {
        var wanted = database.read(this::wanted);
        if (!wanted.equals(applied) && !wasJustRefused(wanted)) {
            apply(wanted);
        }
    }

    /// The backends of an application beside that of its own port, as they were applied, by port.
    synchronized List<PortBackend> portBackends(UUID application) {
        if (applied == null) {
            return List.of();
        }
        var prefix = GenerationPlanner.backend(application) + "-";
        return applied.backends().stream()
                .map(backend -> backend.name().value())
                .filter(name -> name.startsWith(prefix))
                .map(name -> new PortBackend(new BackendName(name), Integer.parseInt(name.substring(prefix.length()))))
                .toList();
    }

    /// @param port where the servers of this backend listen
    record PortBackend(BackendName name, int port) {}

    private void apply(RouterConfig wanted) {
        try {
            router.apply(wanted);
            applied = wanted;
            refused = null;
        } catch (SkerryException e) {
            refused = new Refused(wanted, clock.instant());
            throw e;
        }
    }

    private boolean wasJustRefused(RouterConfig wanted) {
        var before = refused;
        return before != null
                && before.config().equals(wanted)
                && before.at().plus(AGAIN).isAfter(clock.instant());
    }

    private RouterConfig wanted(Handle handle) {
        var byApplication = domains.everybodys(handle).stream().collect(Collectors.groupingBy(Domain::application));
        var present = generations.specifications(handle);
        var sites = applications.everybodys(handle).stream()
                .map(application -> site(application, present.getOrDefault(application.id(), List.of()), byApplication))
                .toList();
        return routing.config(sites, domains.certificates(handle, routing.hosts(sites)));
    }

    private Site site(Application application, List<Present> present, Map<UUID, List<Domain>> domains) {
        var own = domains.getOrDefault(application.id(), List.of()).stream()
                .filter(domain -> routing.addresses().isOpenTo(application, domain.host()))
                .toList();
        return new Site(application, present, own);
    }
}
