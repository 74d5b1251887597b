package dev.skerry.monitoring;

import static dev.skerry.operations.Binding.bind;

import dev.skerry.api.catalogue.MonitoringRows;
import dev.skerry.applications.Applications;
import dev.skerry.db.Database;
import dev.skerry.docker.Containers;
import dev.skerry.kernel.Cancellation;
import dev.skerry.operations.Binding;
import java.time.InstantSource;
import java.util.List;

/// The door of this feature.
public final class Monitoring implements AutoCloseable {
    private final RequestService requests;
    private final RequestCounter counter;
    private final Cancellation stopping = new Cancellation();

    /// @param instance this installation's id
    public Monitoring(
            Database database, Applications applications, Containers containers, String instance, InstantSource clock) {
        this.requests = new RequestService(database, applications, clock);
        this.counter = new RequestCounter(database, containers, instance, clock);
    }

    public List<Binding<?, ?>> operations() {
        return List.of(bind(MonitoringRows.REQUESTS, requests::read));
    }

    /// Begins to count.
    public void start() {
        counter.start(stopping);
    }

    /// Ends counting; what was counted is stored.
    @Override
    public void close() {
        stopping.cancel("Skerry stops");
        counter.store();
    }
}
