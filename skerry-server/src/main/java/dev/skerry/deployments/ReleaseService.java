package dev.skerry.deployments;

import dev.skerry.api.Page;
import dev.skerry.api.deployments.ListReleases;
import dev.skerry.api.deployments.ReleaseView;
import dev.skerry.api.values.ReleaseId;
import dev.skerry.applications.Applications;
import dev.skerry.db.Database;
import dev.skerry.db.Paging;
import dev.skerry.kernel.Actor;
import java.util.Objects;

/// Shows releases.
final class ReleaseService {
    private final Database database;
    private final Applications applications;
    private final ReleaseStore store;

    ReleaseService(Database database, Applications applications, ReleaseStore store) {
        this.database = database;
        this.applications = applications;
        this.store = store;
    }

    Page<ReleaseView> list(Actor actor, ListReleases input) {
        var paging = Paging.of(input.cursor(), input.limit());
        return database.read(handle -> {
            var application = applications.resolve(handle, actor.organization(), input.application());
            return paging.page(store.list(handle, application, paging), release -> Integer.toString(release.version()))
                    .map(release -> new ReleaseView(
                            new ReleaseId(release.id()),
                            release.version(),
                            release.image(),
                            release.commit(),
                            Objects.equals(application.liveRelease(), release.version()),
                            release.createdAt()));
        });
    }
}
