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
import dev.skerry.secrets.Files;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Changes what an application runs with: processes, volumes, files and ports.
final class SettingsService {
    private final Database database;
    private final ApplicationService applications;
    private final Files files;
    private final ApplicationStore store;

    SettingsService(Database database, ApplicationStore store, ApplicationService applications, Files files) {
        this.database = database;
        this.applications = applications;
        this.files = files;
        this.store = store;
    }

    ApplicationView setProcess(Actor actor, SetProcess input) {
        var changed = change(actor, input.application(), settings -> {
            var now = settings.process(input.process());
            return settings.with(
                    input.process(),
                    new ProcessSettings(
                            or(input.replicas(), now.replicas()),
                            or(input.memoryLimit(), now.memoryLimit()),
                            or(input.memoryReservation(), now.memoryReservation()),
                            or(input.cpuLimit(), now.cpuLimit()),
                            or(input.cpuReservation(), now.cpuReservation()),
                            or(input.stopGrace(), now.stopGrace())));
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
        return Page.whole(change(actor, input.application(), settings -> settings.with(port))
                .settings()
                .ports());
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
        var changed = application.with(settings);
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

    private static <T> @Nullable T or(@Nullable T wanted, @Nullable T now) {
        return wanted == null ? now : wanted;
    }
}
