package dev.skerry.applications;

import dev.skerry.api.Output.Nothing;
import dev.skerry.api.Page;
import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.applications.ApplicationView;
import dev.skerry.api.applications.FileInput;
import dev.skerry.api.applications.FileView;
import dev.skerry.api.applications.PortInput;
import dev.skerry.api.applications.ProcessSettings;
import dev.skerry.api.applications.PublishedPort;
import dev.skerry.api.applications.SetFile;
import dev.skerry.api.applications.SetPort;
import dev.skerry.api.applications.SetProcess;
import dev.skerry.api.applications.SetVolume;
import dev.skerry.api.applications.Volume;
import dev.skerry.api.applications.VolumeInput;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.ContainerPath;
import dev.skerry.db.Database;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.SkerryException;
import dev.skerry.operations.Cleared;
import dev.skerry.secrets.Files;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/// Changes what an application runs with: processes, volumes, files and ports.
final class SettingsService {
    private final Database database;
    private final ApplicationService applications;
    private final Files files;
    private final ApplicationStore store;
    private final PublishablePorts ports;

    SettingsService(
            Database database,
            ApplicationStore store,
            ApplicationService applications,
            Files files,
            PublishablePorts ports) {
        this.database = database;
        this.applications = applications;
        this.files = files;
        this.store = store;
        this.ports = ports;
    }

    ApplicationView setProcess(Actor actor, SetProcess input, Cleared cleared) {
        var changed = change(actor, input.application(), settings -> {
            var now = settings.process(input.process());
            return settings.with(
                    input.process(),
                    new ProcessSettings(
                            cleared.orNone("replicas", input.replicas(), now.replicas()),
                            cleared.orNone("memoryLimit", input.memoryLimit(), now.memoryLimit()),
                            cleared.orNone("memoryReservation", input.memoryReservation(), now.memoryReservation()),
                            cleared.orNone("cpuLimit", input.cpuLimit(), now.cpuLimit()),
                            cleared.orNone("cpuReservation", input.cpuReservation(), now.cpuReservation()),
                            cleared.orNone("stopGrace", input.stopGrace(), now.stopGrace())));
        });
        return database.read(handle -> applications.view(handle, changed));
    }

    Page<Volume> setVolume(Actor actor, SetVolume input) {
        var volume = new Volume(input.name(), input.path(), input.readOnly());
        return Page.whole(database.inTransaction(transaction -> {
            var application = applications.locked(transaction, actor, input.application());
            var settings = application.settings();
            var others = settings.volumes().stream()
                    .filter(other -> !other.name().equals(volume.name()))
                    .toList();
            if (others.stream().anyMatch(other -> other.path().equals(volume.path()))
                    || filePaths(transaction.handle(), application).stream()
                            .anyMatch(path -> path.equals(volume.path().value()))) {
                throw taken("/path", volume.path());
            }
            return save(transaction, application, settings.with(volume))
                    .settings()
                    .volumes();
        }));
    }

    Page<Volume> listVolumes(Actor actor, ApplicationInput input) {
        return Page.whole(settings(actor, input.application()).volumes());
    }

    Nothing unsetVolume(Actor actor, VolumeInput input) {
        change(
                actor,
                input.application(),
                settings -> settings.withVolumes(without(
                        settings.volumes(), volume -> volume.name().equals(input.name()), "volume", input.name())));
        return Nothing.NOTHING;
    }

    Page<FileView> setFile(Actor actor, SetFile input) {
        return Page.whole(database.inTransaction(transaction -> {
            var application = applications.locked(transaction, actor, input.application());
            if (application.settings().volumes().stream()
                    .anyMatch(volume -> volume.path().equals(input.path()))) {
                throw taken("/path", input.path());
            }
            SettingsPolicy.checkFiles(filePaths(transaction.handle(), application), input);
            files.set(transaction, actor.organization(), application.id(), input.path(), input.content());
            return files.list(transaction.handle(), actor.organization(), application.id());
        }));
    }

    Page<FileView> listFiles(Actor actor, ApplicationInput input) {
        return database.read(handle -> {
            var application = applications.resolve(handle, actor.organization(), input.application());
            return Page.whole(files.list(handle, actor.organization(), application.id()));
        });
    }

    Nothing unsetFile(Actor actor, FileInput input) {
        database.useTransaction(transaction -> {
            var application = applications.locked(transaction, actor, input.application());
            files.unset(transaction, actor.organization(), application.id(), input.path());
        });
        return Nothing.NOTHING;
    }

    Page<PublishedPort> setPort(Actor actor, SetPort input) {
        var port = new PublishedPort(input.published(), input.target(), input.protocol(), input.process());
        ports.check(port);
        return Page.whole(database.inTransaction(transaction -> {
            var application = applications.locked(transaction, actor, input.application());
            requireFree(transaction, application, port);
            return save(transaction, application, application.settings().with(port))
                    .settings()
                    .ports();
        }));
    }

    /// Whose it is stays untold.
    private void requireFree(Transaction transaction, Application application, PublishedPort port) {
        if (store.isOthers(transaction, application, port)) {
            throw SkerryException.taken(
                    "/published",
                    "/published: another application publishes port %s: choose another.".formatted(port.published()));
        }
        if (store.isDatabases(transaction.handle(), port)) {
            throw PublishablePorts.reserved(port);
        }
    }

    Page<PublishedPort> listPorts(Actor actor, ApplicationInput input) {
        return Page.whole(settings(actor, input.application()).ports());
    }

    Nothing unsetPort(Actor actor, PortInput input) {
        change(
                actor,
                input.application(),
                settings -> settings.withPorts(without(
                        settings.ports(),
                        port -> port.published().equals(input.published()),
                        "published port",
                        input.published())));
        return Nothing.NOTHING;
    }

    private Settings settings(Actor actor, ApplicationRef reference) {
        return database.read(handle -> applications.resolve(handle, actor.organization(), reference))
                .settings();
    }

    private Application change(Actor actor, ApplicationRef reference, UnaryOperator<Settings> change) {
        return database.inTransaction(transaction -> {
            var application = applications.locked(transaction, actor, reference);
            return save(transaction, application, change.apply(application.settings()));
        });
    }

    private Application save(Transaction transaction, Application application, Settings settings) {
        var changed = application.with(SettingsPolicy.checked(settings));
        store.update(transaction, changed);
        return changed;
    }

    private List<String> filePaths(Handle handle, Application application) {
        return files.list(handle, application.organization(), application.id()).stream()
                .map(FileView::path)
                .toList();
    }

    private static SkerryException taken(String pointer, ContainerPath path) {
        return SkerryException.invalid(
                pointer, "Something else is mounted at '%s' already: choose another path.".formatted(path));
    }

    private static <T> List<T> without(List<T> all, Predicate<T> one, String what, Object name) {
        if (all.stream().noneMatch(one)) {
            throw SkerryException.notFound(what, name);
        }
        return all.stream().filter(one.negate()).toList();
    }
}
