package dev.skerry.deployments;

import dev.skerry.api.Page;
import dev.skerry.api.deployments.ListReleases;
import dev.skerry.api.deployments.ReleaseView;
import dev.skerry.api.values.ReleaseId;
import dev.skerry.applications.Application;
import dev.skerry.applications.Applications;
import dev.skerry.db.Database;
import dev.skerry.db.Paging;
import dev.skerry.kernel.Actor;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// Shows releases.
final class ReleaseService {
    private final Database database;
    private final Applications applications;
    private final ReleaseStore store;
    private final ReleaseImages images;

    ReleaseService(Database database, Applications applications, ReleaseStore store, ReleaseImages images) {
        this.database = database;
        this.applications = applications;
        this.store = store;
        this.images = images;
    }

    Page<ReleaseView> list(Actor actor, ListReleases input) {
        var paging = Paging.of(input.cursor(), input.limit());
        var listed = database.read(handle -> {
            var application = applications.resolve(handle, actor.organization(), input.application());
            var page = paging.page(
                    store.list(handle, application, paging), release -> Integer.toString(release.version()));
            return new Listed(application, page, store.collected(handle, application));
        });
        return listed.page().map(release -> view(listed, release)); // Docker is asked outside of the transaction
    }

    /// What the database says.
    ///
    /// @param collected releases whose image was given up
    private record Listed(Application application, Page<Release> page, Set<UUID> collected) {}

    private ReleaseView view(Listed listed, Release release) {
        return new ReleaseView(
                new ReleaseId(release.id()),
                release.version(),
                release.image(),
                release.commit(),
                Objects.equals(listed.application().liveRelease(), release.version()),
                !listed.collected().contains(release.id()) && images.areThereFor(release),
                release.createdAt());
    }
}
