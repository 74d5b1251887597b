package dev.skerry.deployments;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.applications.Source;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.values.RelativePath;
import dev.skerry.api.values.VariableName;
import dev.skerry.applications.Application;
import dev.skerry.applications.Applications;
import dev.skerry.builds.BuildSettings;
import dev.skerry.builds.Builds;
import dev.skerry.builds.SourceFolder;
import dev.skerry.db.Database;
import dev.skerry.docker.Images;
import dev.skerry.docker.Labels;
import dev.skerry.docker.Resources;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import dev.skerry.secrets.Variables;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Makes an image of the sources, or pulls the one that is given; pinned either way.
record BuildStep(
        Database database,
        DeploymentStore deployments,
        Builds builds,
        Images images,
        Applications applications,
        Variables variables,
        GenerationPlanner planner)
        implements Step {
    @Override
    public String name() {
        return "build";
    }

    @Override
    public DeploymentStatus status() {
        return DeploymentStatus.BUILDING;
    }

    @Override
    public Result run(Attempt attempt) {
        if (attempt.deployment().takesWhatIsThere()) {
            return new Result.Done("the image is there");
        }
        var image = switch (attempt.application().source()) {
            case Source.Image given -> pin(attempt, given);
            case Source.Git git -> build(attempt, folder(attempt, git));
            case Source.Archive _ -> build(attempt, new SourceFolder(attempt.sources(), RelativePath.ROOT));
        };
        database.useTransaction(transaction -> deployments.setImage(transaction, attempt.deployment(), image));
        return new Result.Done(image);
    }

    private String pin(Attempt attempt, Source.Image source) {
        return new GivenImage(images, builds.registries())
                .pin(source.image(), attempt.cancellation(), line -> attempt.say(name(), line));
    }

    /// The part of a repository that is built.
    static SourceFolder folder(Attempt attempt, Source.Git git) {
        return new SourceFolder(attempt.sources(), Objects.requireNonNullElse(git.folder(), RelativePath.ROOT));
    }

    private String build(Attempt attempt, SourceFolder source) {
        var deployment = attempt.deployment();
        var version = Objects.requireNonNullElse(deployment.commit(), "unknown");
        var request = new Builds.Request(
                source,
                BuildSettings.of(attempt.application().settings().build()),
                given(attempt.application()),
                attempt.buildFolder(),
                version,
                GenerationPlanner.imageName(deployment.application(), deployment.number()),
                planner.own().with(Labels.APPLICATION, deployment.application().toString()));
        return builds.build(request, attempt.cancellation(), new DeploymentBuildLog(attempt.log(), name()));
    }

    private Builds.Given given(Application application) {
        var build = application.settings().build();
        var limits = new Resources(
                build.memoryLimit() == null ? null : build.memoryLimit().bytes(),
                null,
                build.cpuLimit() == null ? null : build.cpuLimit().thousandths(),
                null);
        return new Builds.Given(secrets(application, Objects.requireNonNullElse(build.secrets(), List.of())), limits);
    }

    /// The build sees the variables that are named as its secrets, and no other.
    private Map<String, Secret> secrets(Application application, List<VariableName> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        var values = database.read(handle -> variables.values(handle, applications.lineage(handle, application)))
                .values();
        var secrets = new TreeMap<String, Secret>();
        for (var name : names) {
            var value = values.get(name.value());
            if (value == null) {
                throw new SkerryException(
                        ErrorCode.UNPROCESSABLE,
                        "The build secret '%s' is no variable of '%s'. Set it, or take it out of the build settings."
                                .formatted(name, application.ref()));
            }
            secrets.put(name.value(), value);
        }
        return secrets;
    }
}
