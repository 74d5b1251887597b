package dev.skerry.deployments;

import dev.skerry.api.applications.Source;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.values.GitRef;
import dev.skerry.db.Database;
import dev.skerry.sources.Archive;
import dev.skerry.sources.Sources;

/// Brings the sources into the deployment's folder, and remembers which commit they are. An image needs no sources.
record SourceStep(Database database, DeploymentStore deployments, Sources sources) implements Step {
    @Override
    public String name() {
        return "source";
    }

    @Override
    public DeploymentStatus status() {
        return DeploymentStatus.CLONING;
    }

    @Override
    public Result run(Attempt attempt) {
        if (attempt.deployment().takesWhatIsThere()) {
            return new Result.Done("the image is there");
        }
        return switch (attempt.application().source()) {
            case Source.Git git -> checkOut(attempt, git);
            case Source.Image image -> new Result.Done("image " + image.image());
            case Source.Archive _ -> unpack(attempt);
        };
    }

    /// From the beginning: what a crash left behind in the folder is not trusted.
    private Result checkOut(Attempt attempt, Source.Git git) {
        WorkFolders.prepare(attempt.sources());
        var ref = wanted(attempt.deployment(), git);
        var commit = sources.checkOut(
                attempt.deployment().organization(),
                git,
                ref,
                attempt.sources(),
                attempt.cancellation(),
                line -> attempt.say(name(), line));
        database.useTransaction(
                transaction -> deployments.setCommit(transaction, attempt.deployment(), commit.value()));
        return new Result.Done(commit.value());
    }

    /// The archive that was the newest when the deployment was asked for.
    private Result unpack(Attempt attempt) {
        WorkFolders.prepare(attempt.sources());
        var deployment = attempt.deployment();
        var archive = archive(deployment);
        sources.archives()
                .unpack(archive, attempt.sources(), attempt.cancellation(), line -> attempt.say(name(), line));
        return new Result.Done("archive sha256:" + archive.sha256());
    }

    private Archive archive(Deployment deployment) {
        return database.read(handle -> sources.archives()
                .usedBy(handle, deployment.organization(), deployment.id().value()));
    }

    /// After a crash the commit that was found first, so that a deployment is of one commit whatever was pushed since.
    private static GitRef wanted(Deployment deployment, Source.Git git) {
        if (deployment.commit() != null) {
            return new GitRef(deployment.commit());
        }
        if (deployment.ref() != null) {
            return deployment.ref();
        }
        return git.ref() == null ? GitRef.HEAD : git.ref();
    }
}
