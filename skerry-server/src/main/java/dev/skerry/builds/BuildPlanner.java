package dev.skerry.builds;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.applications.BuildMethod;
import dev.skerry.api.values.RelativePath;
import dev.skerry.kernel.SkerryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Decides how a source folder is built. A setting goes before what is found, a Dockerfile before a static
/// site, and when nothing fits the user learns what was found instead.
final class BuildPlanner {
    private static final List<String> DOCKERFILES = List.of("Dockerfile", "Containerfile");
    private static final String INDEX = "index.html";

    /// Files that say the code is built before it is served, so that an `index.html` beside them is only its
    /// template.
    private static final List<String> MANIFESTS = List.of(
            "package.json",
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "go.mod",
            "Cargo.toml",
            "requirements.txt",
            "pyproject.toml",
            "Gemfile",
            "composer.json",
            "mix.exs",
            "Procfile");

    private BuildPlanner() {}

    /// @param source the folder a checkout or an archive filled
    /// @throws SkerryException UNPROCESSABLE when a named file is not there, or nothing says how to build it
    public static BuildPlan plan(Path source, BuildSettings settings) {
        var files = new SourceFiles(source);
        requireFolder(files, settings.context(), "build context");
        var plan = choose(files, settings);
        requireStagesFor(plan, settings);
        return plan;
    }

    private static BuildPlan choose(SourceFiles files, BuildSettings settings) {
        return switch (settings.method()) {
            case DOCKERFILE -> dockerfile(files, settings).orElseThrow(() -> noDockerfile(files, settings));
            case STATIC_SITE -> staticSite(files, settings, "the settings ask for one");
            case NIXPACKS, RAILPACK, BUILDPACKS -> tool(settings);
            case AUTOMATIC -> automatic(files, settings);
        };
    }

    /// Only a Dockerfile has stages to stop at.
    private static void requireStagesFor(BuildPlan plan, BuildSettings settings) {
        var how = switch (plan) {
            case BuildPlan.Dockerfile _ -> Optional.<String>empty();
            case BuildPlan.StaticSite _ -> Optional.of("a static site");
            case BuildPlan.Tool tool -> Optional.of("a build by " + name(tool.method()));
        };
        if (how.isPresent() && settings.target().isPresent()) {
            throw unprocessable(
                    "The build settings name the target '%s', but %s has no stages. Take the target out, or add a Dockerfile."
                            .formatted(settings.target().get(), how.get()));
        }
    }

    private static BuildPlan automatic(SourceFiles files, BuildSettings settings) {
        var dockerfile = dockerfile(files, settings);
        if (dockerfile.isPresent()) {
            return dockerfile.get();
        }
        if (settings.dockerfile().isPresent()) {
            throw noDockerfile(files, settings);
        }
        if (settings.publish().isPresent()) {
            return staticSite(
                    files,
                    settings,
                    "the settings name the folder '%s'"
                            .formatted(settings.publish().get()));
        }
        var manifest = MANIFESTS.stream()
                .filter(name -> files.isFile(below(settings.context(), name)))
                .findFirst();
        if (manifest.isEmpty() && files.isFile(below(settings.context(), INDEX))) {
            return staticSite(
                    files, settings, "there is an '%s' and no Dockerfile".formatted(below(settings.context(), INDEX)));
        }
        throw undecided(files, settings, manifest);
    }

    private static Optional<BuildPlan> dockerfile(SourceFiles files, BuildSettings settings) {
        if (settings.dockerfile().isPresent()) {
            var file = settings.dockerfile().get();
            return files.isFile(file)
                    ? Optional.of(dockerfile(settings, file, "the settings name '%s'".formatted(file)))
                    : Optional.empty();
        }
        return DOCKERFILES.stream()
                .map(name -> below(settings.context(), name))
                .filter(files::isFile)
                .findFirst()
                .map(file -> dockerfile(settings, file, "there is a '%s'".formatted(file)));
    }

    private static BuildPlan dockerfile(BuildSettings settings, RelativePath file, String because) {
        return new BuildPlan.Dockerfile(settings.context(), file, "Built from a Dockerfile, because " + because + ".");
    }

    private static BuildPlan staticSite(SourceFiles files, BuildSettings settings, String because) {
        var folder = settings.publish().orElse(settings.context());
        requireFolder(files, folder, "folder of the static site");
        return new BuildPlan.StaticSite(
                folder, settings.fallback(), "Served as a static site, because " + because + ".");
    }

    private static BuildPlan tool(BuildSettings settings) {
        var name = name(settings.method());
        return new BuildPlan.Tool(
                settings.method(), settings.context(), "Built by %s, because the settings ask for it.".formatted(name));
    }

    private static RelativePath below(RelativePath folder, String name) {
        return folder.resolve(new RelativePath(name));
    }

    private static void requireFolder(SourceFiles files, RelativePath folder, String what) {
        if (!files.isFolder(folder)) {
            throw unprocessable("There is no folder '%s' to be the %s; found: %s."
                    .formatted(folder, what, files.list(RelativePath.ROOT)));
        }
    }

    private static SkerryException noDockerfile(SourceFiles files, BuildSettings settings) {
        var wanted = settings.dockerfile().orElse(below(settings.context(), DOCKERFILES.getFirst()));
        var others = files.findNamed(name -> name.toLowerCase(Locale.ROOT).contains("dockerfile"));
        return unprocessable("There is no Dockerfile at '%s'; found: %s. Set the Dockerfile's path, or another builder."
                .formatted(wanted, others.isEmpty() ? files.list(settings.context()) : String.join(", ", others)));
    }

    private static SkerryException undecided(SourceFiles files, BuildSettings settings, Optional<String> manifest) {
        var hint = manifest.map(name ->
                        "For the '%s' there, name nixpacks, railpack or buildpacks as the builder, or".formatted(name))
                .orElse("Add an index.html, or");
        return unprocessable("There is no Dockerfile and no static site at '%s'; found: %s. %s add a Dockerfile."
                .formatted(settings.context(), files.list(settings.context()), hint));
    }

    private static String name(BuildMethod method) {
        return method.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static SkerryException unprocessable(String message) {
        return new SkerryException(ErrorCode.UNPROCESSABLE, message);
    }
}
