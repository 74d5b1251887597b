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
import java.util.Set;
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
        Inputs inputs,
        InstantSource clock)
        implements Step {
    /// Where a release's configuration comes from.
    record Inputs(Applications applications, Variables variables, Files files) {}

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
            var application = inputs.applications().get(handle, deployment.organization(), deployment.application());
            var made = release(handle, attempt, application, processes);
            var release = made.release();
            var live = generations
                    .live(handle, application)
                    .map(generation -> releases.get(handle, generation.organization(), generation.release()));
            if (!deployment.forced() && live.isPresent() && live.get().runsTheSameAs(release)) {
                return new Result.NothingToDo(
                        "nothing changed since release v%d, which serves. Use force to deploy anyway."
                                .formatted(live.get().version()));
            }
            releases.create(transaction, deployment.organization(), release, made.plain());
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

    /// @param plain the names of those of its variables that may be shown
    private record Made(Release release, Set<String> plain) {}

    private Made release(Handle handle, Attempt attempt, Application application, @Nullable ProcessTypes processes) {
        var deployment = attempt.deployment();
        var base =
                deployment.base() == null ? null : releases.get(handle, deployment.organization(), deployment.base());
        var now = clock.instant();
        var draft = new ReleasePlanner.Draft(
                Uuids.v7(now), releases.nextVersion(handle, application), application, base, now);
        if (base != null && deployment.cause() == Deployment.Cause.SCALE) {
            return new Made(
                    ReleasePlanner.scaled(draft, base), releases.plain(handle, deployment.organization(), base.id()));
        }
        var image = base == null ? deployment.image() : base.image();
        if (image == null) {
            throw new SkerryException(ErrorCode.INTERNAL, "No image was recorded for " + deployment.id());
        }
        // They may have changed since the deployment began.
        var variables = inputs.variables().values(handle, inputs.applications().lineage(handle, application));
        attempt.log().hide(variables.secrets());
        var release = ReleasePlanner.release(
                draft,
                new ReleasePlanner.Code(image, base == null ? deployment.commit() : base.commit(), processes),
                variables.values(),
                inputs.files().contents(handle, deployment.organization(), application.id()));
        return new Made(release, variables.plain());
    }
}
