package dev.skerry.runs;

import static dev.skerry.operations.Binding.bind;
import static dev.skerry.operations.Binding.bindStored;

import dev.skerry.api.Feed;
import dev.skerry.api.catalogue.RunRows;
import dev.skerry.api.deployments.LogLine;
import dev.skerry.api.runs.FollowRun;
import dev.skerry.api.values.RunId;
import dev.skerry.applications.ApplicationEvent;
import dev.skerry.applications.Applications;
import dev.skerry.db.Database;
import dev.skerry.db.Transaction;
import dev.skerry.deployments.Deployments;
import dev.skerry.docker.Containers;
import dev.skerry.docker.Labels;
import dev.skerry.events.Events;
import dev.skerry.events.PolledFeed;
import dev.skerry.events.PolledFeed.Look;
import dev.skerry.jobs.JobContext;
import dev.skerry.jobs.JobHandler;
import dev.skerry.jobs.JobKind;
import dev.skerry.jobs.Jobs;
import dev.skerry.jobs.Recurrence;
import dev.skerry.jobs.RetryPolicy;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.operations.Binding;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The door of this feature.
public final class Runs {
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);
    private static final int AT_ONCE = 10;
    private static final Duration TIDYING = Duration.ofMinutes(1);

    /// Longer than a run may take: its own deadline is in its row, and holds over restarts.
    private static final Duration LONGEST = Duration.ofHours(25);

    private static final JobKind<Due> JOB = new JobKind<>(
            "run", Due.class, LONGEST, new RetryPolicy(20, Duration.ofSeconds(1), Duration.ofSeconds(30)), AT_ONCE);

    private final Jobs jobs;
    private final Database database;
    private final Containers containers;
    private final String instance;
    private final RunService service;
    private final RunStore store = new RunStore();

    /// A run whose turn it is.
    record Due(UUID organization, UUID run) {}

    private record RunHandler(RunJob job) implements JobHandler<Due> {
        @Override
        public void run(Due due, JobContext context) {
            job.run(new OrganizationId(due.organization()), new RunId(due.run()), context.cancellation());
        }

        @Override
        public void giveUp(Due due, JobContext context, Throwable failure) {
            job.giveUp(new OrganizationId(due.organization()), new RunId(due.run()), failure);
        }
    }

    /// What this feature keeps its things in.
    public record Storage(Database database, Jobs jobs, Events events, InstantSource clock) {}

    /// @param instance this installation's id
    public Runs(
            Storage storage,
            Applications applications,
            Deployments deployments,
            Containers containers,
            String instance) {
        this.jobs = storage.jobs();
        this.database = storage.database();
        this.containers = containers;
        this.instance = instance;
        var job = new RunJob(new RunJob.Parts(database, applications, deployments, containers, storage.clock()));
        jobs.handle(JOB, new RunHandler(job));
        jobs.repeat("run-containers", new Recurrence.Every(TIDYING), TIDYING, _ -> removeLeftovers());
        var _ = storage.events()
                .subscribe(
                        ApplicationEvent.Deleted.class,
                        deleted -> job.endOf(deleted.organization(), deleted.application()));
        this.service = new RunService(
                database,
                applications,
                deployments,
                storage.clock(),
                new RunService.Queue(this::enqueue, run -> job.cancel(run.id(), "cancelled on request")));
    }

    public List<Binding<?, ?>> operations() {
        return List.of(
                bind(RunRows.START, service::start),
                bindStored(RunRows.LIST, service::list),
                bindStored(RunRows.GET, service::get),
                bind(RunRows.CANCEL, service::cancel),
                bind(RunRows.LOG, this::log));
    }

    private Feed<LogLine> log(Actor actor, FollowRun input) {
        database.read(handle -> service.find(handle, actor, input.run()));
        var after = input.after() == null ? 0 : input.after().value();
        return new PolledFeed<>(after, offset -> look(actor, input.run(), offset), LogLine::offset);
    }

    private Look<LogLine> look(Actor actor, RunId id, long offset) {
        var ended = database.read(handle -> store.find(handle, actor.organization(), id))
                .map(run -> run.status().isFinal())
                .orElse(true);
        return new Look<>(ended, database.read(handle -> store.after(handle, id, offset)));
    }

    /// Containers of runs that have ended: of one that was cut off between its end and the removal, or was given up.
    private void removeLeftovers() {
        for (var container : containers.list(Labels.of(Labels.INSTANCE, instance))) {
            var run = container.labels().values().get(Labels.RUN);
            if (run != null && !database.read(handle -> store.isUnfinished(handle, UUID.fromString(run)))) {
                LOG.warn("Removing the container {} of a run that has ended", container.name());
                containers.remove(container.name());
            }
        }
    }

    private void enqueue(Transaction transaction, Run run) {
        var due = new Due(run.organization().value(), run.id().value());
        jobs.enqueue(transaction, JOB, run.id().toString(), due);
    }
}
