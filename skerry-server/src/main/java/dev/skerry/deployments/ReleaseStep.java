package dev.skerry.deployments;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.applications.Source;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.values.RelativePath;
import dev.skerry.applications.Application;
import dev.skerry.applications.Applications;
import dev.skerry.builds.Builds;
import dev.skerry.builds.ProcessTypes;
import dev.skerry.builds.SourceFolder;
import dev.skerry.db.Database;
import dev.skerry.kernel.SkerryException;
import dev.skerry.kernel.Uuids;
import dev.skerry.secrets.Files;
import dev.skerry.secrets.Variables;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Writes the release down: the image together with everything it runs with. When that is what serves already, there is
/// nothing to do.
record ReleaseStep(
        Builds builds,
        Database database,
        DeploymentStore deployments,
        ReleaseStore releases,
        GenerationStore generations,
        Configuration configuration,
        InstantSource clock)
        implements Step {
    /// Where a release's configuration comes from.
    record Configuration(Applications applications, Variables variables, Files files) {}

    @Override
    public String name() {
        return "release";
    }

    @Override
    public DeploymentStatus status() {
        return DeploymentStatus.DEPLOYING;
    }

    @Override
    public Result run(Attempt attempt) {
        var deployment = attempt.deployment();
        if (deployment.release() != null) {
            return new Result.Done("recorded before");
        }
        var processes = deployment.base() == null ? processTypes(attempt) : null;
        return database.inTransaction(transaction -> {
            var handle = transaction.handle();
            var application =
                    configuration.applications().get(handle, deployment.organization(), deployment.application());
            var release = release(handle, deployment, application, processes);
            var live = generations
                    .live(handle, application)
                    .map(generation -> releases.get(handle, generation.organization(), generation.release()));
            if (!deployment.forced() && live.isPresent() && live.get().runsTheSameAs(release)) {
                return new Result.NothingToDo(
                        "nothing changed since release v%d, which serves. Use force to deploy anyway."
                                .formatted(live.get().version()));
            }
            releases.create(transaction, deployment.organization(), release);
            deployments.setRelease(transaction, deployment, release.id());
            return new Result.Done("v" + release.version());
        });
    }

    private ProcessTypes processTypes(Attempt attempt) {
        return switch (attempt.application().source()) {
            case Source.Image _ -> ProcessTypes.webOnly();
            case Source.Git git -> builds.processTypes(BuildStep.folder(attempt, git));
            case Source.Archive _ -> builds.processTypes(new SourceFolder(attempt.sources(), RelativePath.ROOT));
        };
    }

    private Release release(
            Handle handle, Deployment deployment, Application application, @Nullable ProcessTypes processes) {
        var base =
                deployment.base() == null ? null : releases.get(handle, deployment.organization(), deployment.base());
        var now = clock.instant();
        var draft = new ReleasePlanner.Draft(
                Uuids.v7(now), releases.nextVersion(handle, application), application, base, now);
        if (base != null && deployment.cause() == Deployment.Cause.SCALE) {
            return ReleasePlanner.scaled(draft, base);
        }
        var image = base == null ? deployment.image() : base.image();
        if (image == null) {
            throw new SkerryException(ErrorCode.INTERNAL, "No image was recorded for " + deployment.id());
        }
        return ReleasePlanner.release(
                draft,
                new ReleasePlanner.Code(image, base == null ? deployment.commit() : base.commit(), processes),
                configuration.variables().values(handle, deployment.organization(), application.id()),
                configuration.files().contents(handle, deployment.organization(), application.id()));
    }
}
