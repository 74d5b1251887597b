package dev.skerry.docker;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.DiskSpace;
import dev.skerry.kernel.SkerryException;
import dev.skerry.process.Command;
import dev.skerry.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Builds by the docker command, the one client of BuildKit there is for a JVM. When the command is killed the
/// engine ends the build's steps within 0.2 s (measured with each kind of builder).
public final class DockerCommandBuilder implements ImageBuilder {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String IGNORE = ".dockerignore";
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    private final Command command;
    private final Docker docker;
    private final AtomicReference<BuildCommands.@Nullable Kind> kind = new AtomicReference<>();
    private final AtomicReference<@Nullable BuildBounds> bounds = new AtomicReference<>();

    /// @param command the docker program, with the environment that leads it to the engine (DOCKER_HOST) and to its
    ///     plugins (DOCKER_CONFIG)
    /// @param docker the same engine
    public DockerCommandBuilder(Command command, Docker docker) {
        this.command = command;
        this.docker = docker;
    }

    @Override
    public String build(BuildSpec spec, Duration deadline, Cancellation cancellation, Consumer<BuildEvent> progress) {
        cancellation.check();
        requireDockerfile(spec);
        try {
            var output = new BuildOutput(progress, Masking.of(spec.secrets().values()));
            return build(spec, kind(cancellation), deadline, cancellation, output);
        } catch (IOException e) {
            throw DiskSpace.explain("What a build needs", e);
        }
    }

    private String build(
            BuildSpec spec, BuildCommands.Kind with, Duration deadline, Cancellation cancellation, BuildOutput output)
            throws IOException {
        var classic = with == BuildCommands.Kind.CLASSIC;
        if (classic && !spec.secrets().isEmpty()) {
            throw new SkerryException(
                    ErrorCode.UNPROCESSABLE,
                    "Build secrets need BuildKit, which this machine's docker command lacks: install its buildx plugin.");
        }
        try (var files = BuildFiles.write(spec.secrets());
                var bound = classic ? BuildBounds.Bound.NONE : bounds().bound(spec.limits())) {
            bound.warning().ifPresent(output::line);
            if (classic) {
                ignoreInContext(spec);
            }
            var surroundings = new BuildCommands.Surroundings(files.imageId(), files.secrets(), bound.parent());
            var made = BuildCommands.build(command, with, spec.within(bounds().within(spec.limits())), surroundings);
            if (Processes.run(made, deadline, cancellation, output::line) != 0) {
                throw BuildFailure.of(output.lastLines()).exception(output.failedStep(), output.lastLines());
            }
            return Files.readString(files.imageId()).strip();
        }
    }

    /// Found out at the first build, so that a server starts while the engine does not answer.
    private BuildCommands.Kind kind(Cancellation cancellation) throws IOException {
        var known = kind.get();
        if (known != null) {
            return known;
        }
        BuildFiles.removeLeftovers();
        var client = String.join(" ", Processes.output(BuildCommands.clientVersion(command), PATIENCE, cancellation));
        var found = BuildCommands.kind(buildx(cancellation), client);
        kind.set(found);
        return found;
    }

    private Optional<String> buildx(Cancellation cancellation) {
        var version = BuildCommands.buildxVersion(command);
        return Processes.works(version)
                ? Optional.of(String.join(" ", Processes.output(version, PATIENCE, cancellation)))
                : Optional.empty();
    }

    private BuildBounds bounds() {
        var known = bounds.get();
        if (known != null) {
            return known;
        }
        var engine = docker.engine();
        var cgroups = new Cgroups(CGROUPS, engine.cgroupVersion());
        var place = StepPlace.of(docker.host(), docker.version(), engine.cgroupDriver(), cgroups.isWritable());
        var made = new BuildBounds(place, BuildShare.of(engine.memory(), engine.cpus()), cgroups);
        return bounds.compareAndSet(null, made) ? made : bounds();
    }

    /// The builder from before BuildKit reads no `.dockerignore` but the context's own.
    private static void ignoreInContext(BuildSpec spec) throws IOException {
        var ignore = spec.dockerfile().resolveSibling(spec.dockerfile().getFileName() + IGNORE);
        if (Files.isRegularFile(ignore)) {
            Files.copy(ignore, spec.context().resolve(IGNORE), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void requireDockerfile(BuildSpec spec) {
        if (!Files.isRegularFile(spec.dockerfile())) {
            throw new SkerryException(
                    ErrorCode.UNPROCESSABLE,
                    "There is no Dockerfile '%s' in the sources. Add one, or set its path."
                            .formatted(
                                    spec.dockerfile().startsWith(spec.context())
                                            ? spec.context().relativize(spec.dockerfile())
                                            : spec.dockerfile().getFileName()));
        }
    }
}
