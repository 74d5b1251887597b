package dev.skerry.runs;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Page;
import dev.skerry.api.runs.ListRuns;
import dev.skerry.api.runs.RunInput;
import dev.skerry.api.runs.RunStatus;
import dev.skerry.api.runs.RunView;
import dev.skerry.api.runs.StartRun;
import dev.skerry.api.values.Argument;
import dev.skerry.api.values.MemorySize;
import dev.skerry.api.values.RunId;
import dev.skerry.api.values.Seconds;
import dev.skerry.applications.Applications;
import dev.skerry.db.Database;
import dev.skerry.db.Paging;
import dev.skerry.db.Transaction;
import dev.skerry.deployments.Deployments;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.SkerryException;
import dev.skerry.kernel.Uuids;
import dev.skerry.runs.RunStore.End;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/// Takes requests for runs, shows them, and cancels.
final class RunService {
    private static final Seconds TIMEOUT = new Seconds(3600);
    private static final MemorySize MEMORY = new MemorySize("512m");
    private static final String CANCELLED = "cancelled on request";

    private final Database database;
    private final Applications applications;
    private final Deployments deployments;
    private final InstantSource clock;
    private final Queue queue;
    private final RunStore store = new RunStore();

    RunService(
            Database database, Applications applications, Deployments deployments, InstantSource clock, Queue queue) {
        this.database = database;
        this.applications = applications;
        this.deployments = deployments;
        this.clock = clock;
        this.queue = queue;
    }

    /// Where runs wait for their turn.
    ///
    /// @param enqueue within the transaction that records it
    /// @param interrupt stops one that runs here
    record Queue(BiConsumer<Transaction, Run> enqueue, Consumer<Run> interrupt) {}

    RunView start(Actor actor, StartRun input) {
        return database.inTransaction(transaction -> {
            var application = applications.resolve(transaction.handle(), actor.organization(), input.application());
            var live = deployments
                    .live(transaction.handle(), application)
                    .orElseThrow(() -> new SkerryException(
                            ErrorCode.CONFLICT,
                            "'%s' has no release that serves: deploy or start it first.".formatted(application.ref())));
            var now = clock.instant();
            var run = new Run(
                    new RunId(Uuids.v7(now)),
                    actor.organization(),
                    application.id(),
                    live.id(),
                    live.environment(),
                    input.command().stream().map(Argument::value).toList(),
                    timeout(input),
                    Objects.requireNonNullElse(input.memory(), MEMORY).bytes(),
                    RunStatus.PENDING,
                    null,
                    null,
                    null,
                    actor.account(),
                    now,
                    null,
                    null);
            store.create(transaction, run);
            queue.enqueue().accept(transaction, run);
            return view(transaction.handle(), run);
        });
    }

    RunView get(Actor actor, RunInput input) {
        return database.read(handle -> view(handle, find(handle, actor, input.run())));
    }

    Page<RunView> list(Actor actor, ListRuns input) {
        var paging = Paging.of(input.cursor(), input.limit());
        return database.read(handle -> {
            var application = input.application() == null
                    ? null
                    : applications
                            .resolve(handle, actor.organization(), input.application())
                            .id();
            var found = store.list(handle, actor.organization(), application, paging);
            return paging.page(found, run -> run.id().toString()).map(run -> view(handle, run));
        });
    }

    /// One that waits ends at once; one that runs is told, and ends as soon as its container has.
    RunView cancel(Actor actor, RunInput input) {
        return database.inTransaction(transaction -> {
            var run = store.lock(transaction, actor.organization(), input.run())
                    .orElseThrow(() -> SkerryException.notFound("run", input.run()));
            if (run.status().isFinal()) {
                throw new SkerryException(
                        ErrorCode.CONFLICT,
                        "Run %s has ended already: %s."
                                .formatted(run.id(), run.status().code()));
            }
            store.setCancelReason(transaction, run, CANCELLED);
            if (run.status() == RunStatus.PENDING) {
                store.finish(transaction, run, new End(RunStatus.CANCELLED, null, CANCELLED), clock.instant());
            } else {
                transaction.afterCommit(() -> queue.interrupt().accept(run));
            }
            return view(transaction.handle(), find(transaction.handle(), actor, run.id()));
        });
    }

    Run find(Handle handle, Actor actor, RunId id) {
        return store.find(handle, actor.organization(), id).orElseThrow(() -> SkerryException.notFound("run", id));
    }

    private static Duration timeout(StartRun input) {
        var seconds = Objects.requireNonNullElse(input.timeout(), TIMEOUT).value();
        return Duration.ofSeconds(Math.max(1, seconds));
    }

    private RunView view(Handle handle, Run run) {
        var application = applications.get(handle, run.organization(), run.application());
        return new RunView(
                run.id(),
                application.ref().value(),
                run.command(),
                run.status(),
                deployments.version(handle, application, run.release()),
                run.exitCode(),
                run.error(),
                run.createdAt(),
                run.startedAt(),
                run.finishedAt());
    }
}
