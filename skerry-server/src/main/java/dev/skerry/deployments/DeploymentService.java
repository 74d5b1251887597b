package dev.skerry.deployments;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Page;
import dev.skerry.api.applications.Source;
import dev.skerry.api.deployments.Deploy;
import dev.skerry.api.deployments.DeploymentInput;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.deployments.DeploymentView;
import dev.skerry.api.deployments.ListDeployments;
import dev.skerry.api.deployments.RollBack;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.applications.Application;
import dev.skerry.applications.Applications;
import dev.skerry.db.Database;
import dev.skerry.db.Paging;
import dev.skerry.db.Transaction;
import dev.skerry.deployments.Deployment.Cause;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.SkerryException;
import dev.skerry.kernel.Uuids;
import dev.skerry.sources.UploadedArchives;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Takes requests for deployments: records them, lets a newer one supersede the one that waits, and cancels.
final class DeploymentService {
    private final Database database;
    private final Applications applications;
    private final ReleaseStore releases;
    private final InstantSource clock;
    private final Queue queue;
    private final UploadedArchives archives;
    private final DeploymentStore store = new DeploymentStore();
    private final GenerationStore generations = new GenerationStore();

    DeploymentService(
            Database database,
            Applications applications,
            ReleaseStore releases,
            InstantSource clock,
            Queue queue,
            UploadedArchives archives) {
        this.database = database;
        this.applications = applications;
        this.releases = releases;
        this.clock = clock;
        this.queue = queue;
        this.archives = archives;
    }

    /// Where deployments wait for their turn.
    ///
    /// @param enqueue within the transaction that makes it due
    /// @param interrupt stops one that runs here
    record Queue(BiConsumer<Transaction, Deployment> enqueue, Consumer<Deployment> interrupt) {}

    DeploymentView deploy(Actor actor, Deploy input) {
        return database.inTransaction(transaction -> {
            var application = applications.resolve(transaction.handle(), actor.organization(), input.application());
            var forced = Boolean.TRUE.equals(input.force());
            return request(
                    transaction,
                    application,
                    number -> new Deployment(
                            id(),
                            actor.organization(),
                            application.id(),
                            number,
                            DeploymentStatus.PENDING,
                            Cause.DEPLOY,
                            input.ref(),
                            forced,
                            null,
                            null,
                            null,
                            null,
                            null,
                            actor.account(),
                            clock.instant(),
                            null,
                            null));
        });
    }

    DeploymentView rollBack(Actor actor, RollBack input) {
        return database.inTransaction(transaction -> {
            var handle = transaction.handle();
            var application = applications.resolve(handle, actor.organization(), input.application());
            var release = releaseBefore(
                    handle,
                    application,
                    input.release() == null ? null : input.release().value());
            return request(
                    transaction,
                    application,
                    number -> new Deployment(
                            id(),
                            actor.organization(),
                            application.id(),
                            number,
                            DeploymentStatus.PENDING,
                            Cause.ROLLBACK,
                            null,
                            true,
                            release.commit(),
                            release.image(),
                            release.id(),
                            null,
                            null,
                            actor.account(),
                            clock.instant(),
                            null,
                            null));
        });
    }

    DeploymentView get(Actor actor, DeploymentInput input) {
        return database.read(handle -> view(handle, find(handle, actor, input.deployment())));
    }

    Page<DeploymentView> list(Actor actor, ListDeployments input) {
        var paging = Paging.of(input.cursor(), input.limit());
        return database.read(handle -> {
            var application = input.application() == null
                    ? null
                    : applications
                            .resolve(handle, actor.organization(), input.application())
                            .id();
            var found = store.list(handle, actor.organization(), application, paging);
            return paging.page(found, deployment -> deployment.id().toString())
                    .map(deployment -> view(handle, deployment));
        });
    }

    /// One that waits ends at once; one that runs is told, and ends as soon as its step has noticed.
    DeploymentView cancel(Actor actor, DeploymentInput input) {
        var reason = "cancelled on request";
        return database.inTransaction(transaction -> {
            var deployment = find(transaction.handle(), actor, input.deployment());
            applications.lock(transaction, application(transaction.handle(), deployment));
            var now = find(transaction.handle(), actor, input.deployment());
            if (now.status().isFinal()) {
                throw new SkerryException(
                        ErrorCode.CONFLICT,
                        "Deployment %s has ended already: %s."
                                .formatted(now.id(), now.status().code()));
            }
            store.setCancelReason(transaction, now, reason);
            if (now.status() == DeploymentStatus.PENDING) {
                store.finish(transaction, now, DeploymentStatus.CANCELLED, reason, clock.instant());
            } else {
                transaction.afterCommit(() -> queue.interrupt().accept(now));
            }
            return view(transaction.handle(), find(transaction.handle(), actor, input.deployment()));
        });
    }

    Deployment find(Handle handle, Actor actor, DeploymentId id) {
        return store.find(handle, actor.organization(), id)
                .orElseThrow(() -> SkerryException.notFound("deployment", id));
    }

    /// Records the deployment. One that waits is superseded by it; it waits itself while another runs.
    private DeploymentView request(Transaction transaction, Application application, IntFunction<Deployment> make) {
        applications.lock(transaction, application);
        var handle = transaction.handle();
        var deployment = make.apply(store.nextNumber(handle, application));
        var unfinished = store.unfinished(handle, application);
        unfinished.stream()
                .filter(other -> other.status() == DeploymentStatus.PENDING)
                .forEach(waiting -> supersede(transaction, waiting, deployment));
        store.create(transaction, deployment);
        if (application.source() instanceof Source.Archive && deployment.release() == null) {
            archives.use(
                    transaction,
                    deployment.organization(),
                    application.id(),
                    deployment.id().value());
        }
        if (unfinished.stream().allMatch(other -> other.status() == DeploymentStatus.PENDING)) {
            queue.enqueue().accept(transaction, deployment);
        }
        return view(handle, deployment);
    }

    private void supersede(Transaction transaction, Deployment waiting, Deployment newer) {
        var reason = "superseded by deployment #%d".formatted(newer.number());
        store.setCancelReason(transaction, waiting, reason);
        store.finish(transaction, waiting, DeploymentStatus.CANCELLED, reason, clock.instant());
    }

    private Release releaseBefore(Handle handle, Application application, @Nullable Integer version) {
        if (version != null) {
            return releases.find(handle, application, version)
                    .orElseThrow(() -> SkerryException.notFound("release", "v" + version));
        }
        var live = generations
                .live(handle, application)
                .map(generation -> releases.get(handle, generation.organization(), generation.release())
                        .version())
                .orElse(Integer.MAX_VALUE);
        return releases.list(handle, application, new Paging(Integer.toString(live), 1)).stream()
                .findFirst()
                .orElseThrow(() -> new SkerryException(
                        ErrorCode.CONFLICT, "'%s' has no earlier release to go back to.".formatted(application.ref())));
    }

    private DeploymentView view(Handle handle, Deployment deployment) {
        var application = application(handle, deployment);
        var release = deployment.release() == null
                ? null
                : releases.get(handle, deployment.organization(), deployment.release())
                        .version();
        return new DeploymentView(
                deployment.id(),
                application.ref().value(),
                deployment.number(),
                deployment.status(),
                deployment.cause().name().toLowerCase(Locale.ROOT),
                deployment.commit(),
                release,
                deployment.error(),
                Journal.steps(handle, deployment.id()),
                deployment.createdAt(),
                deployment.startedAt(),
                deployment.finishedAt());
    }

    private Application application(Handle handle, Deployment deployment) {
        return applications.get(handle, deployment.organization(), deployment.application());
    }

    private DeploymentId id() {
        return new DeploymentId(Uuids.v7(clock.instant()));
    }
}
