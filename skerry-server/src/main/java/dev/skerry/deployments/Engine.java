package dev.skerry.deployments;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.applications.Application;
import dev.skerry.applications.Applications;
import dev.skerry.db.Database;
import dev.skerry.deployments.Step.Result;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.OrganizationId;
import dev.skerry.kernel.SkerryException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a deployment from wherever its journal says it stands to its end. Called again after a crash it goes on with
/// the step
/// that was running. When a step fails or somebody cancels, what the deployment has started is taken away again, and
/// the
/// release that served before goes on serving.
final class Engine {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final Database database;
    private final Applications applications;
    private final Confidential confidential;
    private final DeploymentStore deployments;
    private final Journal journal;
    private final LogFactory logs;
    private final Ending ending;
    private final Path workFolder;
    private final InstantSource clock;
    private final List<Step> steps;
    private final Map<DeploymentId, Cancellation> running = new ConcurrentHashMap<>();

    Engine(Parts parts, List<Step> steps) {
        this.database = parts.database();
        this.applications = parts.applications();
        this.confidential = parts.confidential();
        this.deployments = parts.deployments();
        this.journal = parts.journal();
        this.logs = parts.logs();
        this.ending = parts.ending();
        this.workFolder = parts.workFolder();
        this.clock = parts.clock();
        this.steps = List.copyOf(steps);
    }

    /// What the engine is put together from.
    record Parts(
            Database database,
            Applications applications,
            Confidential confidential,
            DeploymentStore deployments,
            Journal journal,
            LogFactory logs,
            Ending ending,
            Path workFolder,
            InstantSource clock) {}

    /// Opens the log of a deployment.
    interface LogFactory {
        DeploymentLog open(DeploymentId deployment);
    }

    /// Stops a deployment that runs here. What it leaves is cleaned up by its own thread.
    void cancel(DeploymentId deployment, String reason) {
        var cancellation = running.get(deployment);
        if (cancellation != null) {
            cancellation.cancel(reason);
        }
    }

    /// @param job ends the run: because its time is over, and then the deployment has failed, or because Skerry stops,
    ///     and then the next start goes on with it
    void run(OrganizationId organization, DeploymentId id, Cancellation job) {
        var cancellation = new Cancellation();
        if (running.putIfAbsent(id, cancellation) != null) {
            return;
        }
        try (var _ = cancellation.follow(job);
                var log = logs.open(id)) {
            var deployment = load(organization, id);
            if (deployment.status().isFinal()) {
                ending.letNextBegin(deployment, application(deployment));
            } else {
                runToTheEnd(attempt(deployment, log, cancellation));
            }
        } finally {
            running.remove(id);
        }
    }

    /// After the last attempt to run it: it must not stay unfinished, for then no other could ever begin.
    void giveUp(OrganizationId organization, DeploymentId id, Throwable failure) {
        LOG.error("Deployment {} is given up", id, failure);
        var deployment = load(organization, id);
        if (!deployment.status().isFinal()) {
            ending.giveUp(deployment, application(deployment), "Skerry could not finish it: " + failure.getMessage());
        }
    }

    /// The end is recorded outside of what can fail: a deployment whose steps are done has succeeded, and when that
    /// cannot
    /// be written down now, the job is tried again and finds it so.
    private void runToTheEnd(Attempt attempt) {
        switch (runSteps(attempt)) {
            case Outcome.Succeeded succeeded -> {
                if (!ending.succeed(attempt, succeeded.why())) {
                    cancelAtTheEnd(attempt);
                }
            }
            case Outcome.Stopped stopped -> ending.fail(attempt, stopped.status(), stopped.reason());
            case Outcome.Overtaken _ -> ending.letNextBegin(attempt.deployment(), attempt.application());
        }
    }

    /// The word came while the last step was doing its work: it is kept all the same. The log may be closed by then.
    private void cancelAtTheEnd(Attempt attempt) {
        var deployment = attempt.deployment();
        attempt.log().close();
        try (var log = logs.open(deployment.id())) {
            var reason = Objects.requireNonNull(
                    load(deployment.organization(), deployment.id()).cancelReason());
            ending.fail(
                    new Attempt(deployment, attempt.application(), log, attempt.cancellation(), attempt.folder()),
                    DeploymentStatus.CANCELLED,
                    reason);
        }
    }

    /// How the steps ended.
    private sealed interface Outcome {
        record Succeeded(@Nullable String why) implements Outcome {}

        record Stopped(DeploymentStatus status, String reason) implements Outcome {}

        /// Somebody else has ended it meanwhile: superseded, cancelled before it began, or rolled back.
        record Overtaken() implements Outcome {}
    }

    private Outcome runSteps(Attempt attempt) {
        try {
            var release = attempt.deployment().release();
            attempt.log().hide(database.read(handle -> confidential.of(handle, attempt.application(), release)));
            failWhenCancelledBefore(attempt);
            for (var step : steps) {
                var end = runStep(step, attempt);
                if (end.isPresent()) {
                    return end.get();
                }
            }
            return new Outcome.Succeeded(null);
        } catch (CancelledException e) {
            return stopped(attempt, e);
        } catch (SkerryException e) {
            return new Outcome.Stopped(DeploymentStatus.FAILED, attempt.log().shown(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error(
                    "Deployment {} failed for an unforeseen reason",
                    attempt.deployment().id(),
                    e);
            return new Outcome.Stopped(
                    DeploymentStatus.FAILED, "Skerry failed: %s (see the server's log)".formatted(e));
        }
    }

    /// @return the end of the deployment, where the step is its last
    private Optional<Outcome> runStep(Step step, Attempt begun) {
        var deployment =
                load(begun.deployment().organization(), begun.deployment().id());
        requireNotDeleted(deployment);
        var attempt = new Attempt(deployment, begun.application(), begun.log(), begun.cancellation(), begun.folder());
        if (journal.isDone(deployment, step.name()) || !step.isDue(attempt)) {
            return Optional.empty();
        }
        attempt.cancellation().check();
        if (!advances(attempt, step)) {
            return Optional.of(new Outcome.Overtaken());
        }
        journal.begin(deployment, step.name());
        try {
            return switch (step.run(attempt)) {
                case Result.Done done -> {
                    journal.end(deployment, step.name(), "done", done.detail());
                    yield Optional.empty();
                }
                // Not done: after a crash right now the step has to find out again.
                case Result.NothingToDo nothing -> {
                    attempt.say(step.name(), nothing.reason());
                    yield Optional.of(new Outcome.Succeeded(nothing.reason()));
                }
            };
        } catch (CancelledException e) {
            var status = attempt.cancellation().isOverdue() ? "failed" : "cancelled";
            journal.end(deployment, step.name(), status, e.getMessage());
            throw e;
        } catch (RuntimeException e) {
            journal.end(deployment, step.name(), "failed", attempt.log().shown(String.valueOf(e.getMessage())));
            throw e;
        }
    }

    /// Under the application's lock, as a newer request may be superseding this one, or somebody cancelling it.
    ///
    /// @return false when it has ended
    /// @throws CancelledException when it is to end
    private boolean advances(Attempt attempt, Step step) {
        var advanced = database.inTransaction(transaction -> {
            applications.lock(transaction, attempt.application());
            return deployments.advance(transaction, attempt.deployment(), step.status(), clock.instant());
        });
        if (!advanced) {
            var now = load(
                    attempt.deployment().organization(), attempt.deployment().id());
            if (!now.status().isFinal()) {
                throw new CancelledException(Objects.requireNonNull(now.cancelReason()));
            }
        }
        return advanced;
    }

    /// What nobody asked for is the deadline or a shutdown. After a shutdown the deployment stays unfinished and is
    /// taken up at the next start.
    private Outcome stopped(Attempt attempt, CancelledException e) {
        var deployment = attempt.deployment();
        var reason = load(deployment.organization(), deployment.id()).cancelReason();
        if (reason != null) {
            return new Outcome.Stopped(DeploymentStatus.CANCELLED, reason);
        }
        if (attempt.cancellation().isOverdue()) {
            return new Outcome.Stopped(DeploymentStatus.FAILED, String.valueOf(e.getMessage()));
        }
        throw e;
    }

    private void requireNotDeleted(Deployment deployment) {
        if (application(deployment).isDeleted()) {
            throw new SkerryException(ErrorCode.CONFLICT, "The application was deleted meanwhile.");
        }
    }

    private static void failWhenCancelledBefore(Attempt attempt) {
        var reason = attempt.deployment().cancelReason();
        if (reason != null) {
            throw new CancelledException(reason);
        }
    }

    private Application application(Deployment deployment) {
        return database.read(handle -> applications.get(handle, deployment.organization(), deployment.application()));
    }

    private Attempt attempt(Deployment deployment, DeploymentLog log, Cancellation cancellation) {
        return new Attempt(
                deployment,
                application(deployment),
                log,
                cancellation,
                workFolder.resolve(deployment.id().toString()));
    }

    private Deployment load(OrganizationId organization, DeploymentId id) {
        return database.read(handle -> deployments.find(handle, organization, id))
                .orElseThrow(() -> new SkerryException(ErrorCode.NOT_FOUND, "There is no deployment " + id));
    }
}
