package dev.skerry.deployments;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Page;
import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.applications.ApplicationStatus;
import dev.skerry.api.applications.ApplicationView;
import dev.skerry.api.applications.Scale;
import dev.skerry.api.applications.Source;
import dev.skerry.api.deployments.Deploy;
import dev.skerry.api.deployments.DeploymentInput;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.deployments.DeploymentView;
import dev.skerry.api.deployments.ListDeployments;
import dev.skerry.api.deployments.Redeploy;
import dev.skerry.api.deployments.RollBack;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.applications.Application;
import dev.skerry.applications.Applications;
import dev.skerry.db.Database;
import dev.skerry.db.Paging;
import dev.skerry.db.Transaction;
import dev.skerry.deployments.Deployment.Cause;
import dev.skerry.deployments.Deployment.Wanted;
import dev.skerry.kernel.Actor;
import dev.skerry.kernel.SkerryException;
import dev.skerry.kernel.Uuids;
import dev.skerry.sources.UploadedArchives;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
    private final DeploymentStore store;
    private final DeploymentViews views;
    private final ReleaseImages images;
    private final GenerationStore generations = new GenerationStore();
    private final CanaryStore canaries = new CanaryStore();

    DeploymentService(
            Database database,
            Applications applications,
            Stores stores,
            InstantSource clock,
            Queue queue,
            ReleaseImages images) {
        this.images = images;
        this.database = database;
        this.applications = applications;
        this.store = stores.deployments();
        this.releases = stores.releases();
        this.archives = stores.archives();
        this.views = new DeploymentViews(applications, stores.releases(), queue.held());
        this.clock = clock;
        this.queue = queue;
    }

    /// Where what a deployment is made of is kept.
    record Stores(DeploymentStore deployments, ReleaseStore releases, UploadedArchives archives) {}

    /// Where deployments wait for their turn.
    ///
    /// @param enqueue within the transaction that makes it due
    /// @param interrupt stops one that runs here
    /// @param held why none begins now; empty when one may
    record Queue(BiConsumer<Transaction, Deployment> enqueue, Consumer<Deployment> interrupt, Supplier<String> held) {}

    DeploymentView deploy(Actor actor, Deploy input) {
        var forced = Boolean.TRUE.equals(input.force());
        return request(actor, input.application(), (_, _) -> new Wanted(Cause.DEPLOY, input.ref(), forced, null, null));
    }

    /// The image that serves with the configuration of now.
    DeploymentView redeploy(Actor actor, Redeploy input) {
        var forced = Boolean.TRUE.equals(input.force());
        return request(actor, input.application(), (transaction, application) -> {
            var live = newest(transaction.handle(), application);
            return new Wanted(Cause.REDEPLOY, null, forced, null, live.id());
        });
    }

    DeploymentView rollBack(Actor actor, RollBack input) {
        var version = input.release() == null ? null : input.release().value();
        Choice before = (handle, application) -> releaseBefore(handle, application, version);
        requireImage(actor, input.application(), before);
        return request(actor, input.application(), (transaction, application) -> {
            var release = before.choose(transaction.handle(), application);
            images.requireKept(transaction.handle(), application, release);
            return new Wanted(Cause.ROLLBACK, null, true, release, null);
        });
    }

    /// Which release is meant.
    private interface Choice {
        Release choose(Handle handle, Application application);
    }

    /// Says at once what would otherwise be found out when tasks of the release do not start.
    private void requireImage(Actor actor, ApplicationRef reference, Choice choice) {
        record Chosen(Application application, Release release) {}
        var chosen = database.read(handle -> {
            var application = applications.resolve(handle, actor.organization(), reference);
            var release = choice.choose(handle, application);
            images.requireKept(handle, application, release);
            return new Chosen(application, release);
        });
        images.requireThere(chosen.application(), chosen.release());
    }

    DeploymentView restart(Actor actor, ApplicationInput input) {
        return request(actor, input.application(), (transaction, application) -> {
            requireRunning(application, "start it");
            return new Wanted(Cause.RESTART, null, true, newest(transaction.handle(), application), null);
        });
    }

    DeploymentView start(Actor actor, ApplicationInput input) {
        requireImage(actor, input.application(), this::newest);
        return request(actor, input.application(), (transaction, application) -> {
            if (application.status() == ApplicationStatus.RUNNING) {
                throw new SkerryException(ErrorCode.CONFLICT, "'%s' runs already.".formatted(application.ref()));
            }
            return new Wanted(Cause.START, null, true, newest(transaction.handle(), application), null);
        });
    }

    /// What it serves is finished first; the reconciler removes the rest.
    ApplicationView stop(Actor actor, ApplicationInput input) {
        return database.inTransaction(transaction -> {
            var handle = transaction.handle();
            var application = locked(transaction, actor, input.application());
            store.unfinished(handle, application).stream().findFirst().ifPresent(running -> {
                throw new SkerryException(
                        ErrorCode.CONFLICT,
                        "Deployment #%d of '%s' is under way: cancel it first, or wait for its end."
                                .formatted(running.number(), application.ref()));
            });
            requireRunning(application, "there is nothing to stop");
            for (var generation : generations.of(handle, application)) {
                generations.setState(transaction, generation, Generation.State.RETIRING, clock.instant());
            }
            applications.setStatus(transaction, application, ApplicationStatus.STOPPED, application.liveRelease());
            return applications.view(handle, applications.get(handle, actor.organization(), application.id()));
        });
    }

    DeploymentView scale(Actor actor, Scale input) {
        return request(actor, input.application(), (transaction, application) -> {
            requireRunning(application, "deploy or start it first");
            var live = newest(transaction.handle(), application);
            for (var process : input.processes().keySet()) {
                if (!live.specification().processes().containsKey(process.value())) {
                    throw SkerryException.invalid(
                            "/processes/" + process,
                            "'%s' has no process '%s', only %s."
                                    .formatted(
                                            application.ref(),
                                            process,
                                            String.join(
                                                    ", ",
                                                    live.specification()
                                                            .processes()
                                                            .keySet())));
                }
            }
            applications.scale(transaction, application, input.processes());
            return new Wanted(Cause.SCALE, null, false, null, live.id());
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
            var page = paging.page(
                    store.list(handle, actor.organization(), application, paging),
                    deployment -> deployment.id().toString());
            return new Page<>(views.of(handle, actor.organization(), page.items()), page.next());
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

    /// The step notices, and goes on to give the canary everything.
    DeploymentView promote(Actor actor, DeploymentInput input) {
        return database.inTransaction(transaction -> {
            var deployment = find(transaction.handle(), actor, input.deployment());
            applications.lock(transaction, application(transaction.handle(), deployment));
            var now = find(transaction.handle(), actor, input.deployment());
            if (now.status().isFinal() || !canaries.end(transaction, now, CanaryProgress.State.PROMOTED, null)) {
                throw new SkerryException(
                        ErrorCode.CONFLICT,
                        "Deployment %s is %s and has no canary that waits for its proof."
                                .formatted(now.id(), now.status().code()));
            }
            return view(transaction.handle(), now);
        });
    }

    Deployment find(Handle handle, Actor actor, DeploymentId id) {
        return store.find(handle, actor.organization(), id)
                .orElseThrow(() -> SkerryException.notFound("deployment", id));
    }

    /// Decides under the application's lock what is wanted.
    private interface Decision {
        Wanted decide(Transaction transaction, Application application);
    }

    /// Records the deployment. One that waits is superseded by it; it waits itself while another runs.
    private DeploymentView request(Actor actor, ApplicationRef reference, Decision decision) {
        return database.inTransaction(transaction -> {
            var handle = transaction.handle();
            var application = locked(transaction, actor, reference);
            var wanted = decision.decide(transaction, application);
            var deployment = Deployment.pending(
                    id(), application, store.nextNumber(handle, application), wanted, actor.account(), clock.instant());
            var unfinished = store.unfinished(handle, application);
            unfinished.stream()
                    .filter(other -> other.status() == DeploymentStatus.PENDING)
                    .forEach(waiting -> supersede(transaction, waiting, deployment));
            store.create(transaction, deployment);
            useArchive(transaction, application, deployment);
            if (unfinished.stream().allMatch(other -> other.status() == DeploymentStatus.PENDING)) {
                queue.enqueue().accept(transaction, deployment);
            }
            return view(handle, deployment);
        });
    }

    private void useArchive(Transaction transaction, Application application, Deployment deployment) {
        if (application.source() instanceof Source.Archive && !deployment.takesWhatIsThere()) {
            var id = deployment.id().value();
            archives.use(transaction, application.organization(), application.id(), id);
        }
    }

    private Application locked(Transaction transaction, Actor actor, ApplicationRef reference) {
        var application = applications.resolve(transaction.handle(), actor.organization(), reference);
        applications.lock(transaction, application);
        return applications.get(transaction.handle(), actor.organization(), application.id());
    }

    private static void requireRunning(Application application, String advice) {
        if (application.status() != ApplicationStatus.RUNNING) {
            throw new SkerryException(
                    ErrorCode.CONFLICT, "'%s' does not run: %s.".formatted(application.ref(), advice));
        }
    }

    /// The release that serves, or did until the application was stopped.
    private Release newest(Handle handle, Application application) {
        var version = application.liveRelease();
        if (version == null) {
            throw new SkerryException(
                    ErrorCode.CONFLICT, "'%s' was never deployed: deploy it first.".formatted(application.ref()));
        }
        return releases.find(handle, application, version)
                .orElseThrow(() -> SkerryException.notFound("release", "v" + version));
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
        var live = Objects.requireNonNullElse(application.liveRelease(), Integer.MAX_VALUE);
        return releases.servedBefore(handle, application, live)
                .orElseThrow(() -> new SkerryException(
                        ErrorCode.CONFLICT, "'%s' has no earlier release to go back to.".formatted(application.ref())));
    }

    private DeploymentView view(Handle handle, Deployment deployment) {
        return views.of(handle, deployment.organization(), List.of(deployment)).getFirst();
    }

    private Application application(Handle handle, Deployment deployment) {
        return applications.get(handle, deployment.organization(), deployment.application());
    }

    private DeploymentId id() {
        return new DeploymentId(Uuids.v7(clock.instant()));
    }
}
