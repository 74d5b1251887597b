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
import dev.skerry.secrets.Configuration;
import dev.skerry.secrets.Variables;
import java.time.InstantSource;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// Writes the release down: the image together with everything it runs with. When that is what serves already, there is
/// nothing to do.
record ReleaseStep(
        Builds builds,
        Database database,
        DeploymentStore deployments,
        ReleaseStore releases,
        GenerationStore generations,
        Applications applications,
        Variables variables,
        InstantSource clock)
        implements Step {
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
        var processes = processTypes(attempt);
        return database.inTransaction(transaction -> {
            var configuration = configuration(transaction.handle(), attempt);
            var release = release(transaction.handle(), attempt, processes, configuration);
            var live = generations
                    .live(transaction.handle(), attempt.application())
                    .map(generation ->
                            releases.get(transaction.handle(), generation.organization(), generation.release()));
            if (!deployment.forced() && live.isPresent() && live.get().runsTheSameAs(release)) {
                return new Result.NothingToDo(
                        "nothing changed since release v%d, which serves. Use force to deploy anyway."
                                .formatted(live.get().version()));
            }
            releases.create(transaction, deployment.organization(), release, configuration.plain());
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

    /// What its variables are now. They may have changed since the deployment began.
    private Configuration configuration(Handle handle, Attempt attempt) {
        var configuration = variables.values(handle, applications.lineage(handle, attempt.application()));
        attempt.log().hide(configuration.secrets());
        return configuration;
    }

    private Release release(Handle handle, Attempt attempt, ProcessTypes processes, Configuration configuration) {
        var deployment = attempt.deployment();
        var application = attempt.application();
        var image = deployment.image();
        if (image == null) {
            throw new SkerryException(ErrorCode.INTERNAL, "No image was recorded for " + deployment.id());
        }
        var now = clock.instant();
        return new Release(
                Uuids.v7(now),
                application.id(),
                releases.nextVersion(handle, application),
                image,
                deployment.commit(),
                specification(application, processes),
                configuration.values(),
                now);
    }

    private static Release.Specification specification(Application application, ProcessTypes types) {
        var processes = new TreeMap<String, Release.ProcessSpecification>();
        types.running()
                .forEach((name, arguments) -> processes.put(name, new Release.ProcessSpecification(arguments, 1)));
        var settings = application.settings();
        return new Release.Specification(
                settings.port().value(), settings.healthCheck(), processes, types.releasePhase());
    }
}
