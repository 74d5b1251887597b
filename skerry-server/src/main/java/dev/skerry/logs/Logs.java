package dev.skerry.logs;

import static dev.skerry.operations.Binding.bind;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Feed;
import dev.skerry.api.catalogue.LogRows;
import dev.skerry.api.logs.ReadLogs;
import dev.skerry.api.logs.RuntimeLine;
import dev.skerry.applications.Applications;
import dev.skerry.db.Database;
import dev.skerry.docker.EngineNews;
import dev.skerry.docker.Swarm;
import dev.skerry.docker.TaskLogs;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import dev.skerry.operations.Binding;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// The door of this feature.
public final class Logs implements AutoCloseable {
    private final Database database;
    private final Applications applications;
    private final InstantSource clock;
    private final LogStore store;
    private final Collector collector;
    private final Cancellation stopping = new Cancellation();

    /// Where lines are kept.
    ///
    /// @param folder of its own
    public record Storage(Path folder, LogBounds bounds, InstantSource clock) {}

    /// Where lines come from.
    ///
    /// @param instance this installation's id
    public record Platform(Swarm swarm, TaskLogs tasks, String instance) {}

    public Logs(Database database, Applications applications, Storage storage, Platform platform) {
        this.database = database;
        this.applications = applications;
        this.clock = storage.clock();
        this.store = new LogStore(storage.folder(), storage.bounds(), clock);
        this.collector = new Collector(platform.swarm(), platform.tasks(), store, platform.instance(), clock);
    }

    public List<Binding<?, ?>> operations() {
        return List.of(bind(LogRows.READ, this::read));
    }

    /// Who wants to hear what Docker tells.
    public EngineNews.Listener listener() {
        return collector;
    }

    /// Begins to collect.
    public void start() {
        collector.start(stopping);
    }

    /// Ends collecting, and lets those who follow a log go.
    @Override
    public void close() {
        stopping.cancel("Skerry stops");
        collector.flush();
        store.close();
    }

    private Feed<RuntimeLine> read(Actor actor, ReadLogs input) {
        var application =
                database.read(handle -> applications.resolve(handle, actor.organization(), input.application()));
        return new RuntimeFeed(
                store.of(application.id()), input, clock.instant(), () -> isThere(actor, input), stopping);
    }

    private boolean isThere(Actor actor, ReadLogs input) {
        try {
            database.read(handle -> applications.resolve(handle, actor.organization(), input.application()));
            return true;
        } catch (SkerryException e) {
            return e.code() != ErrorCode.NOT_FOUND;
        }
    }
}
