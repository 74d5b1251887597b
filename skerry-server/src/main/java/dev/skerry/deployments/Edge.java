package dev.skerry.deployments;

import dev.skerry.db.Database;
import dev.skerry.db.Derived;
import dev.skerry.deployments.Routing.Site;
import dev.skerry.domains.Domain;
import dev.skerry.domains.Domains;
import dev.skerry.kernel.SkerryException;
import dev.skerry.router.BackendName;
import dev.skerry.router.RouterConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Keeps the edge's routes, backends and certificates as the database says they should be. One change at a time.
final class Edge {
    /// How long to leave in peace a router that refused a configuration: it goes on with the one before.
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private static final Pattern PORT_BACKEND = Pattern.compile("(app-.+-web)-(\\d+)");

    private final Database database;
    private final Roster roster;
    private final Domains domains;
    private final Acceptance router;
    private final Routing routing;
    private final InstantSource clock;
    private final Derived<RouterConfig> wanted = new Derived<>(sources(), this::wanted);
    private @Nullable RouterConfig applied;
    private volatile Map<BackendName, List<PortBackend>> ports = Map.of();
    private @Nullable Refused refused;

    /// What the router did not take.
    private record Refused(RouterConfig config, Instant at) {}

    Edge(Database database, Roster roster, Domains domains, Acceptance router, Routing routing, InstantSource clock) {
        this.database = database;
        this.roster = roster;
        this.domains = domains;
        this.router = router;
        this.routing = routing;
        this.clock = clock;
    }

    /// Applies what the database says, whatever was applied before.
    synchronized void apply() {
        apply(database.read(wanted::get));
    }

    /// Applies what the database says when that is something else than was applied last: after each change of a
    /// domain or certificate, and again and again, should somebody have died between commit and call.
    synchronized void catchUp() {
        var now = database.read(wanted::get);
        if (now.equals(applied)) {
            applied = now; // the same object the next time: as good as nothing to compare
        } else if (!wasJustRefused(now)) {
            apply(now);
        }
    }

    /// @throws SkerryException UNPROCESSABLE when the router refuses what the application asks for
    synchronized void requireTaken(UUID application) {
        router.requireTaken(GenerationPlanner.backend(application));
    }

    /// The backends of an application beside that of its own port, as they were applied.
    List<PortBackend> portBackends(UUID application) {
        return ports.getOrDefault(GenerationPlanner.backend(application), List.of());
    }

    /// @param port where the servers of this backend listen
    record PortBackend(BackendName name, int port) {}

    private void apply(RouterConfig config) {
        try {
            var taken = router.apply(config);
            applied = config;
            ports = portBackends(taken);
            refused = null;
        } catch (SkerryException e) {
            refused = new Refused(config, clock.instant());
            throw e;
        }
    }

    private static Map<BackendName, List<PortBackend>> portBackends(RouterConfig config) {
        return config.backends().stream()
                .map(backend -> PORT_BACKEND.matcher(backend.name().value()))
                .filter(Matcher::matches)
                .collect(Collectors.groupingBy(
                        name -> new BackendName(name.group(1)),
                        Collectors.mapping(
                                name -> new PortBackend(new BackendName(name.group()), Integer.parseInt(name.group(2))),
                                Collectors.toList())));
    }

    private boolean wasJustRefused(RouterConfig wanted) {
        var before = refused;
        return before != null
                && before.config().equals(wanted)
                && before.at().plus(AGAIN).isAfter(clock.instant());
    }

    private static List<String> sources() {
        return Stream.concat(Roster.SOURCES.stream(), Stream.of("domains", "certificates"))
                .toList();
    }

    private RouterConfig wanted(Handle handle) {
        var byApplication = domains.everybodys(handle).stream().collect(Collectors.groupingBy(Domain::application));
        var sites = roster.get(handle).stream()
                .map(entry -> site(entry, byApplication))
                .toList();
        return routing.config(sites, domains.certificates(handle, routing.hosts(sites)));
    }

    private Site site(Roster.Entry entry, Map<UUID, List<Domain>> domains) {
        var own = domains.getOrDefault(entry.id(), List.of()).stream()
                .filter(domain -> routing.addresses().isOpenTo(entry.application(), domain.host()))
                .toList();
        return new Site(entry.application(), entry.present().reversed(), own);
    }
}
