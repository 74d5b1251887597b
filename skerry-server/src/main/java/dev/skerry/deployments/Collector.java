package dev.skerry.deployments;

import dev.skerry.api.system.CollectionView;
import dev.skerry.applications.Application;
import dev.skerry.applications.Applications;
import dev.skerry.db.Database;
import dev.skerry.deployments.Deployments.Platform;
import dev.skerry.deployments.Deployments.Retention;
import dev.skerry.docker.Containers;
import dev.skerry.docker.ImageState;
import dev.skerry.docker.Images;
import dev.skerry.docker.Labels;
import dev.skerry.docker.Swarm;
import dev.skerry.kernel.SkerryException;
import dev.skerry.router.Router;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes what nothing needs any more: applications whose grace time is over, images beyond the newest releases, logs
/// of deployments of long ago, networks of environments that are gone for good, files of services that never came. What
/// does not carry this installation's label is never looked at.
final class Collector {
    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

    /// No service takes so long to be made after its files.
    private static final Duration UNUSED = Duration.ofHours(1);

    private final Database database;
    private final Applications applications;
    private final Stores stores;
    private final Images images;
    private final Containers containers;
    private final Swarm swarm;
    private final Router router;
    private final GenerationPlanner planner;
    private final Retention retention;
    private final InstantSource clock;
    private final GenerationStore generations = new GenerationStore();

    /// Where it looks.
    record Stores(DeploymentStore deployments, ReleaseStore releases, LogStore logs) {}

    Collector(
            Database database,
            Applications applications,
            Stores stores,
            Platform platform,
            Retention retention,
            InstantSource clock) {
        this.database = database;
        this.applications = applications;
        this.stores = stores;
        this.images = platform.images();
        this.containers = platform.containers();
        this.swarm = platform.swarm();
        this.router = platform.router();
        this.planner = new GenerationPlanner(platform.instance());
        this.retention = retention;
        this.clock = clock;
    }

    /// Once through everything. What cannot be removed now is tried the next time.
    synchronized CollectionView run() {
        var volumes = 0;
        var purged = 0;
        for (var application : database.read(applications::due)) {
            if (purge(application)) {
                purged++;
                volumes += application.deletesVolumes() ? removeVolumes(application.application()) : 0;
            }
        }
        var removed = removeImages();
        var logs = stores.logs().forgetOld(retention.logs());
        var bytes = removed.stream().mapToLong(ImageState::size).sum();
        var networks = removeNetworks();
        removeUnusedFiles();
        return new CollectionView(purged, removed.size(), bytes, volumes, logs, networks);
    }

    /// What still has services goes at a later time.
    private boolean purge(Applications.Due due) {
        var application = due.application();
        return database.inTransaction(transaction -> {
            applications.lock(transaction, application);
            var handle = transaction.handle();
            if (!generations.of(handle, application).isEmpty()
                    || !stores.deployments().unfinished(handle, application).isEmpty()) {
                return false;
            }
            stores.deployments().forget(transaction, application);
            applications.forget(transaction, application);
            return true;
        });
    }

    private int removeVolumes(Application application) {
        var count = 0;
        for (var volume : application.settings().volumes()) {
            var name =
                    GenerationPlanner.volumeName(application.id(), volume.name().value());
            try {
                count += containers.removeVolume(name, planner.own()) ? 1 : 0;
            } catch (SkerryException e) {
                LOG.warn("The volume {} stays: {}", name, e.getMessage());
            }
        }
        return count;
    }

    /// What goes is written down before it goes, while nobody can ask for a deployment: so no release that can be gone
    /// back to ever loses its image, and one that cannot says so at once.
    private List<ImageState> removeImages() {
        var built = images.list(planner.own()).stream()
                .filter(image -> image.labels().values().containsKey(Labels.APPLICATION))
                .toList();
        if (built.isEmpty()) {
            return List.of();
        }
        var given = database.inTransaction(transaction -> {
            applications.lockAll(transaction);
            var needed = needed(transaction.handle());
            var useless =
                    built.stream().filter(image -> isOfNoUse(image, needed)).toList();
            stores.releases()
                    .giveUp(transaction, useless.stream().map(ImageState::id).toList(), clock.instant());
            return useless;
        });
        return given.stream().filter(this::remove).toList();
    }

    /// Ids of images, and of applications that need each of theirs.
    private Set<String> needed(Handle handle) {
        var all = new HashSet<String>();
        for (var application : applications.everybodys(handle)) {
            if (!stores.deployments().unfinished(handle, application).isEmpty()) {
                all.add(application.id().toString()); // its image may not be written down yet
            }
            var running = generations.of(handle, application).stream()
                    .map(Generation::release)
                    .toList();
            all.addAll(stores.releases().images(handle, application, kept(application), running));
        }
        return all;
    }

    private int kept(Application application) {
        var own = application.settings().keepReleases();
        return own == null ? retention.releases() : own.value();
    }

    private static boolean isOfNoUse(ImageState image, Set<String> needed) {
        var application = image.labels().values().get(Labels.APPLICATION);
        return application != null && !needed.contains(application) && !needed.contains(image.id());
    }

    /// They are listed before the database is asked: an environment is written down before it has a network, so that
    /// one that is made meanwhile is never taken for one of nothing. One that a generation runs in has its row.
    private int removeNetworks() {
        var networks = swarm.networks(planner.own());
        var present = database.read(applications::environments).stream()
                .map(UUID::toString)
                .collect(Collectors.toSet());
        var count = 0;
        for (var network : networks) {
            var environment = network.labels().values().get(Labels.ENVIRONMENT);
            if (environment != null && !present.contains(environment)) {
                count += removeNetwork(network.name()) ? 1 : 0;
            }
        }
        return count;
    }

    private boolean removeNetwork(String name) {
        try {
            router.leave(name);
            swarm.removeNetwork(name);
            return true;
        } catch (SkerryException e) {
            LOG.warn("The network {} stays until the next clean-up: {}", name, e.getMessage());
            return false;
        }
    }

    private void removeUnusedFiles() {
        try {
            swarm.removeUnusedFiles(planner.own(), UNUSED);
        } catch (SkerryException e) {
            LOG.warn("Files that no service needs stay until the next clean-up: {}", e.getMessage());
        }
    }

    /// A build that came to the same image meanwhile has given it one more name, and keeps it.
    private boolean remove(ImageState image) {
        var now = images.find(image.id());
        if (now.isEmpty() || !now.get().tags().equals(image.tags())) {
            return false;
        }
        var names = image.tags().isEmpty() ? List.of(image.id()) : image.tags();
        var gone = false;
        for (var name : names) {
            gone = images.remove(name) == Images.Removal.REMOVED;
        }
        return gone;
    }
}
