package dev.skerry.deployments;

import dev.skerry.applications.Application;
import dev.skerry.applications.Applications;
import dev.skerry.db.Database;
import dev.skerry.router.Router;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Keeps the edge's routes and backends as the database says they should be. One change at a time.
final class Edge {
    private final Database database;
    private final Applications applications;
    private final ReleaseStore releases;
    private final Router router;
    private final Routing routing;
    private final GenerationStore generations = new GenerationStore();

    Edge(Database database, Applications applications, ReleaseStore releases, Router router, Routing routing) {
        this.database = database;
        this.applications = applications;
        this.releases = releases;
        this.router = router;
        this.routing = routing;
    }

    /// Applies what all present generations need, an application's newest release deciding how it is checked.
    synchronized void apply() {
        router.apply(routing.config(database.read(this::served)));
    }

    private List<Routing.Served> served(Handle handle) {
        var served = new ArrayList<Routing.Served>();
        var present = generations.present(handle).stream()
                .sorted(Comparator.comparingInt(Generation::number).reversed())
                .toList();
        for (var generation : present) {
            var application = applications.get(handle, generation.organization(), generation.application());
            var release = releases.get(handle, generation.organization(), generation.release());
            if (release.serves() && served.stream().noneMatch(other -> sameAs(application, other.application()))) {
                served.add(
                        new Routing.Served(application, release.specification().healthCheck()));
            }
        }
        served.sort(Comparator.comparing(one -> one.application().id()));
        return served;
    }

    private static boolean sameAs(Application one, Application other) {
        return one.id().equals(other.id());
    }
}
