package dev.skerry.runs;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.runs.RunStatus;
import dev.skerry.api.values.RunId;
import dev.skerry.applications.Application;
import dev.skerry.applications.Applications;
import dev.skerry.db.Database;
import dev.skerry.deployments.Deployments;
import dev.skerry.deployments.OneOff;
import dev.skerry.docker.ContainerWatch;
import dev.skerry.docker.Containers;
import dev.skerry.docker.Labels;
import dev.skerry.docker.Resources;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.SkerryException;
import dev.skerry.runs.RunStore.End;
import dev.skerry.secrets.Mask;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a command in a container, to its end. It is written down as running before its container is made, and never
/// started twice: called again after a crash it follows the container that is there, or ends the run when there is
/// none.
final class RunJob {
    private static final Logger LOG = LoggerFactory.getLogger(RunJob.class);
    private static final int KEPT = 100;

    /// Why the runs of an application end that is deleted.
    static final String DELETED = "The application was deleted.";

    /// What a container's init ends with that cannot find the program, as shells do.
    private static final int NO_PROGRAM = 127;

    private final Parts parts;
    private final RunStore store = new RunStore();
    private final Map<RunId, Cancellation> running = new ConcurrentHashMap<>();

    RunJob(Parts parts) {
        this.parts = parts;
    }

    /// What this is put together from.
    record Parts(
            Database database,
            Applications applications,
            Deployments deployments,
            Containers containers,
            InstantSource clock) {}

    /// Ends the runs of an application that was deleted. Those that only wait find out by themselves when their turn
    /// comes, and so does after a crash whoever takes one up again.
    void endOf(OrganizationId organization, UUID application) {
        var ended = parts.database()
                .inTransaction(transaction -> store.cancelOf(transaction, organization, application, DELETED));
        ended.forEach(run -> cancel(run, DELETED));
    }

    /// Stops a run of this process. Its own thread ends it.
    void cancel(RunId run, String reason) {
        var cancellation = running.get(run);
        if (cancellation != null) {
            cancellation.cancel(reason);
        }
    }

    /// @param shutdown leaves the container alone: the next start takes the run up again
    void run(OrganizationId organization, RunId id, Cancellation shutdown) {
        var cancellation = new Cancellation();
        if (running.putIfAbsent(id, cancellation) != null) {
            return;
        }
        try (var _ = cancellation.follow(shutdown)) {
            var run = load(organization, id);
            if (!run.status().isFinal()) {
                end(run, outcome(run, cancellation));
            }
        } finally {
            running.remove(id);
        }
    }

    /// After the last attempt: nothing but the database is asked. Its container goes with the next tidying.
    void giveUp(OrganizationId organization, RunId id, Throwable failure) {
        LOG.error("Run {} is given up", id, failure);
        record(load(organization, id), failed("Skerry could not finish it: " + failure.getMessage()));
    }

    private End outcome(Run run, Cancellation cancellation) {
        var application = parts.database()
                .read(handle -> parts.applications().get(handle, run.organization(), run.application()));
        if (application.isDeleted()) {
            return new End(RunStatus.CANCELLED, null, DELETED);
        }
        var mask = parts.database()
                .read(handle -> Mask.of(parts.deployments().secrets(handle, application, run.release())));
        try (var log = new RunLog(parts.database(), store, run.id(), mask)) {
            if (run.cancelReason() != null) {
                throw new CancelledException(run.cancelReason());
            }
            var begun = begin(run);
            requireNotDeleted(run);
            if (run.status() == RunStatus.PENDING) {
                start(application, run);
            }
            var deadline = Objects.requireNonNull(begun.startedAt()).plus(run.timeout());
            return end(
                    run,
                    new ContainerWatch(parts.containers(), parts.clock())
                            .follow(run.container(), deadline, cancellation, log));
        } catch (CancelledException e) {
            return new End(RunStatus.CANCELLED, null, reasonToCancel(run, e));
        } catch (SkerryException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                throw e; // Docker or the database is away: the job is tried again
            }
            return failed(mask.hide(e.getMessage()));
        }
    }

    /// @throws CancelledException when somebody cancelled it just before
    private Run begin(Run run) {
        if (run.status() == RunStatus.PENDING) {
            var begins = parts.database()
                    .inTransaction(transaction ->
                            store.begin(transaction, run, parts.clock().instant()));
            if (!begins) {
                throw new CancelledException("cancelled before it began");
            }
        }
        return load(run.organization(), run.id());
    }

    /// Who deletes it from here on finds the run under way.
    private void requireNotDeleted(Run run) {
        if (isDeleted(run)) {
            throw new CancelledException(DELETED);
        }
    }

    private boolean isDeleted(Run run) {
        return parts.database()
                .read(handle -> parts.applications().get(handle, run.organization(), run.application()))
                .isDeleted();
    }

    private void start(Application application, Run run) {
        var oneOff = new OneOff(
                run.container(),
                run.environment(),
                run.command(),
                new OneOff.Label(Labels.RUN, run.id().toString()),
                new Resources(run.memory(), null, null, null));
        parts.deployments().prepareNetwork(run.environment());
        parts.containers()
                .start(parts.database()
                        .read(handle -> parts.deployments().oneOff(handle, application, run.release(), oneOff)));
    }

    private static End end(Run run, ContainerWatch.Outcome outcome) {
        return switch (outcome) {
            case ContainerWatch.Outcome.Ended(var code, var outOfMemory)
            when code == 0 && !outOfMemory -> new End(RunStatus.SUCCESS, code, null);
            case ContainerWatch.Outcome.Ended(var code, var outOfMemory) ->
                new End(
                        RunStatus.FAILED,
                        code,
                        outOfMemory
                                ? "It needed more than its %d MiB of memory: give it more, as --memory 1g."
                                        .formatted(run.memory() >> 20)
                                : "It ended with exit code %d%s."
                                        .formatted(code, code == NO_PROGRAM ? ": the image has no such program" : ""));
            case ContainerWatch.Outcome.Late() ->
                failed("It did not end within %d s and was stopped: give it longer by --timeout."
                        .formatted(run.timeout().toSeconds()));
            case ContainerWatch.Outcome.NotBegun() ->
                failed("Skerry was cut off before the command began: run it again.");
            case ContainerWatch.Outcome.Gone() ->
                failed("Its container is gone; whether the command ran to its end is not known.");
        };
    }

    private static End failed(String why) {
        return new End(RunStatus.FAILED, null, why);
    }

    /// A cancellation nobody asked for is a shutdown.
    private String reasonToCancel(Run run, CancelledException e) {
        var reason = load(run.organization(), run.id()).cancelReason();
        if (reason != null) {
            return reason;
        }
        if (isDeleted(run)) {
            return DELETED;
        }
        throw e;
    }

    /// A container that still runs is stopped before the end is written down; one that ended goes after it, so that a
    /// crash in between does not lose how it ended.
    private void end(Run run, End end) {
        if (end.exitCode() == null) {
            parts.containers().remove(run.container());
        }
        record(run, end);
        parts.containers().remove(run.container());
    }

    private void record(Run run, End end) {
        parts.database().useTransaction(transaction -> {
            store.finish(transaction, run, end, parts.clock().instant());
            store.keepNewest(transaction, run, KEPT);
        });
    }

    private Run load(OrganizationId organization, RunId id) {
        return parts.database()
                .read(handle -> store.find(handle, organization, id))
                .orElseThrow(() -> SkerryException.notFound("run", id));
    }
}
