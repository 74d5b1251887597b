package dev.skerry.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import dev.skerry.db.Database;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The durable queue. Kinds are handled and repeated first, then it is started; enqueuing works at any time. Each
/// job runs at least once, on a virtual thread of its own.
public final class Jobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final String RECURRING = "recurring";
    private static final Duration TICK = Duration.ofMillis(20);

    /// Jobs of a kind this version does not know are kept: a newer version may.
    private static final Duration NEVER = Duration.ofDays(36_500);

    private final Database database;
    private final JobsConfig config;
    private final InstantSource clock;
    private final JobStore store = new JobStore();
    private final RunningJobs running = new RunningJobs();
    private final List<JobDefinition<?>> definitions = new ArrayList<>();
    private volatile @Nullable Scheduler scheduler;

    public Jobs(Database database, JobsConfig config, InstantSource clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /// Declares who does the jobs of that kind.
    public <P> void handle(JobKind<P> kind, JobHandler<P> handler) {
        define(new JobDefinition<>(kind, handler, null));
    }

    /// Declares a job that runs again and again, on one node at a time. A failed run waits for the next one.
    public void repeat(String name, Recurrence recurrence, Duration deadline, Consumer<JobContext> work) {
        var kind = new JobKind<>(name, Nothing.class, deadline, RetryPolicy.once(), 1);
        define(new JobDefinition<>(kind, (_, context) -> work.accept(context), recurrence));
    }

    /// Begins to work, first on what this node was cut off from.
    public void start() {
        database.useTransaction(transaction -> definitions.forEach(definition -> prepare(transaction, definition)));
        var released = release();
        if (released > 0) {
            LOG.info("{} jobs were cut off when this node ended: they run again", released);
        }
        var started = build();
        scheduler = started;
        started.start();
    }

    /// Adds a job that runs as soon as the transaction is committed.
    ///
    /// @param instanceId one job of a kind and id is in the queue at a time, a running one included: what a
    ///     running job must not miss needs an id of its own
    /// @return whether it is new; a job with that id that is there already stays as it is
    public <P> boolean enqueue(Transaction transaction, JobKind<P> kind, String instanceId, P payload) {
        return enqueue(transaction, kind, instanceId, payload, clock.instant());
    }

    /// The same, for a job that runs at that time or soon after.
    public <P> boolean enqueue(Transaction transaction, JobKind<P> kind, String instanceId, P payload, Instant at) {
        var isNew = store.insert(transaction.handle(), kind, instanceId, payload, at);
        if (isNew && !at.isAfter(clock.instant())) {
            transaction.afterCommit(this::wake);
        }
        return isNew;
    }

    /// Removes a waiting job with the transaction; tells a running one, after the commit, to stop. It is not
    /// tried again then.
    ///
    /// @return whether it was waiting
    public boolean cancel(Transaction transaction, JobKind<?> kind, String instanceId, String reason) {
        var id = TaskInstanceId.of(kind.name(), instanceId);
        var wasWaiting = store.removeWaiting(transaction.handle(), kind.name(), instanceId);
        if (!wasWaiting) {
            transaction.afterCommit(
                    () -> running.find(id).ifPresent(job -> job.end(RunningJob.Ending.CANCELLED, reason)));
        }
        return wasWaiting;
    }

    /// Looks into the queue now.
    public void wake() {
        var current = scheduler;
        if (current != null) {
            current.triggerCheckForDueExecutions();
        }
    }

    /// Takes no more jobs, lets running ones finish for a while, then cancels them; what is not done then runs
    /// again after the next start.
    @Override
    public void close() {
        var current = scheduler;
        if (current == null) {
            return;
        }
        current.pause();
        awaitIdle(config.patience());
        running.endAll("Skerry stops");
        awaitIdle(config.patience());
        current.stop();
        if (running.isEmpty()) {
            releaseAtEnd();
        } else {
            LOG.warn("Some jobs did not end when told to: they run again after the next start");
        }
    }

    private void releaseAtEnd() {
        try {
            release();
        } catch (SkerryException e) {
            LOG.warn("Jobs that were cut off stay taken until the next start: {}", e.getMessage());
        }
    }

    private int release() {
        return database.inTransaction(transaction -> store.release(transaction.handle(), config.node()));
    }

    private void define(JobDefinition<?> definition) {
        var name = definition.kind().name();
        if (scheduler != null
                || definitions.stream().anyMatch(other -> other.kind().name().equals(name))) {
            throw new IllegalStateException("The job '%s' is declared twice, or after the start".formatted(name));
        }
        definitions.add(definition);
        running.limit(name, definition.kind().places());
    }

    private void prepare(Transaction transaction, JobDefinition<?> definition) {
        var recurrence = definition.recurrence();
        if (recurrence != null) {
            var first = recurrence.next(clock.instant());
            store.insertRecurring(transaction.handle(), definition.kind().name(), RECURRING, first);
        }
    }

    private Scheduler build() {
        var tasks = definitions.stream()
                .<Task<?>>map(definition -> new JobTask<>(definition, running))
                .toList();
        return Scheduler.create(database.dataSource(), tasks)
                .schedulerName(new SchedulerName.Fixed(config.node()))
                .serializer(new JsonPayloads())
                .clock(clock::instant)
                .jdbcCustomization(new SlotPicking(running))
                .pollUsingLockAndFetch(0.5, 1.0)
                .threads(config.capacity())
                .executorService(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("job-", 0).factory()))
                .dueExecutor(Executors.newSingleThreadExecutor(
                        Thread.ofVirtual().name("jobs-due").factory()))
                .housekeeperExecutor(Executors.newScheduledThreadPool(
                        1, Thread.ofVirtual().name("jobs-housekeeper").factory()))
                .pollingInterval(config.polling())
                .heartbeatInterval(config.heartbeat())
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(Duration.ofMillis(100))
                .deleteUnresolvedAfter(NEVER)
                .failureLogging(LogLevel.OFF, false)
                .addSchedulerListener(new GiveBack(running, this::wake))
                .build();
    }

    private void awaitIdle(Duration time) {
        var deadline = System.nanoTime() + time.toNanos();
        while (!running.isEmpty() && System.nanoTime() < deadline) {
            Cancellation.never().sleep(TICK);
        }
    }

    /// A recurring job has no payload.
    record Nothing() {}
}
