package dev.skerry.deployments;

import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.applications.Application;
import dev.skerry.applications.Applications;
import dev.skerry.db.Database;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.SkerryException;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends a deployment: takes away what a failed one has started, records the end, and lets the one that waits begin, in
/// one
/// transaction.
final class Ending {
    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);
    private final Database database;
    private final Applications applications;
    private final Generations generations;
    private final InstantSource clock;
    private final BiConsumer<Transaction, Deployment> enqueue;
    private final DeploymentStore deployments;

    /// @param enqueue gives a waiting deployment to the queue
    Ending(
            Database database,
            Applications applications,
            Generations generations,
            DeploymentStore deployments,
            InstantSource clock,
            BiConsumer<Transaction, Deployment> enqueue) {
        this.database = database;
        this.applications = applications;
        this.generations = generations;
        this.clock = clock;
        this.deployments = deployments;
        this.enqueue = enqueue;
    }

    /// @return false when somebody has asked for its end before this one: it has not ended
    boolean succeed(Attempt attempt, @Nullable String why) {
        if (isToEnd(attempt.deployment())) {
            return false;
        }
        attempt.say("result", why == null ? "Success: the new release serves." : "Success: " + why);
        attempt.log().close();
        var succeeded = database.inTransaction(transaction -> {
            applications.lock(transaction, attempt.application());
            if (isToEnd(transaction.handle(), attempt.deployment())) {
                return false;
            }
            record(transaction, attempt.deployment(), attempt.application(), DeploymentStatus.SUCCESS, null);
            return true;
        });
        if (succeeded) {
            WorkFolders.delete(attempt.folder());
        }
        return succeeded;
    }

    private boolean isToEnd(Deployment deployment) {
        return database.read(handle -> isToEnd(handle, deployment));
    }

    private boolean isToEnd(Handle handle, Deployment deployment) {
        return deployments
                .find(handle, deployment.organization(), deployment.id())
                .filter(now -> !now.status().isFinal() && now.cancelReason() != null)
                .isPresent();
    }

    void fail(Attempt attempt, DeploymentStatus status, String reason) {
        attempt.say("result", (status == DeploymentStatus.CANCELLED ? "Cancelled: " : "Failed: ") + reason);
        var ledBack = takeBack(attempt, reason);
        end(attempt, ledBack ? DeploymentStatus.ROLLED_BACK : status, reason);
    }

    /// For a deployment that could not even be ended: nothing but the database is asked. What it started belongs to no
    /// deployment that goes on, so the reconciler removes it.
    void giveUp(Deployment deployment, Application application, String reason) {
        record(deployment, application, DeploymentStatus.FAILED, reason);
    }

    /// For a deployment that somebody else has ended, perhaps without a word to the one that waits for it.
    void letNextBegin(Deployment deployment, Application application) {
        database.useTransaction(transaction -> {
            applications.lock(transaction, application);
            letNextBegin(transaction, deployment, application);
        });
    }

    /// What cannot be removed now, the reconciler removes when it can: the deployment has ended either way.
    private boolean takeBack(Attempt attempt, String reason) {
        try {
            return generations.takeBack(attempt, reason);
        } catch (SkerryException e) {
            LOG.warn(
                    "What deployment {} started is removed later: {}",
                    attempt.deployment().id(),
                    e.getMessage());
            return false;
        }
    }

    private void end(Attempt attempt, DeploymentStatus status, @Nullable String error) {
        attempt.log().close();
        record(attempt.deployment(), attempt.application(), status, error);
        WorkFolders.delete(attempt.folder());
    }

    private void record(
            Deployment deployment, Application application, DeploymentStatus status, @Nullable String error) {
        database.useTransaction(transaction -> {
            applications.lock(transaction, application);
            record(transaction, deployment, application, status, error);
        });
    }

    /// The application is locked.
    private void record(
            Transaction transaction,
            Deployment deployment,
            Application application,
            DeploymentStatus status,
            @Nullable String error) {
        deployments.finish(transaction, deployment, status, error, clock.instant());
        letNextBegin(transaction, deployment, application);
    }

    private void letNextBegin(Transaction transaction, Deployment deployment, Application application) {
        deployments.unfinished(transaction.handle(), application).stream()
                .filter(next -> !next.id().equals(deployment.id()))
                .findFirst()
                .ifPresent(next -> enqueue.accept(transaction, next));
    }
}
