package dev.skerry.builds;

import dev.skerry.api.values.RelativePath;
import dev.skerry.docker.BuildEvent;
import dev.skerry.docker.Docker;
import dev.skerry.docker.DockerCommandBuilder;
import dev.skerry.docker.Labels;
import dev.skerry.docker.Resources;
import dev.skerry.kernel.Cancellation;
import dev.skerry.process.Command;
import dev.skerry.process.Processes;
import dev.skerry.untrusted.AddressPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Builds on the real engine, looked at by the docker command. What it made goes when it is closed.
final class TestImages implements AutoCloseable {
    private static final Labels LABELS = Labels.of(Labels.INSTANCE, "test-" + UUID.randomUUID());

    final Command docker = docker();
    final String tag = "skerry-test/build:" + UUID.randomUUID();
    final List<String> lines = new ArrayList<>();
    private final Builds builds = new Builds(
            new DockerCommandBuilder(docker, Docker.at("unix:///var/run/docker.sock")),
            new ExternalTools(Map.of()),
            new Builds.Policy(Resources.UNLIMITED, AddressPolicy.PUBLIC_ONLY));
    private final Path work;

    /// @param work for sources and what builds write
    TestImages(Path work) {
        this.work = work;
    }

    /// Where a test puts its files.
    Path sources() {
        return work.resolve("sources");
    }

    String build(BuildSettings settings) {
        return build(settings, Cancellation.never());
    }

    String build(BuildSettings settings, Cancellation cancellation) {
        return build(settings, Builds.Given.NOTHING, cancellation);
    }

    String build(BuildSettings settings, Builds.Given given, Cancellation cancellation) {
        var source = new SourceFolder(sources(), RelativePath.ROOT);
        var request = new Builds.Request(source, settings, given, work.resolve("build"), "abc", tag, LABELS);
        return builds.build(request, cancellation, new BuildLog() {
            @Override
            public void say(String line) {
                lines.add(line);
            }

            @Override
            public void tell(BuildEvent event) {
                lines.add(event.text());
            }
        });
    }

    /// What a command in the image says.
    List<String> run(String image, String... command) {
        return output(docker.with("run", "--rm", "--entrypoint", "", image).with(command));
    }

    List<String> output(Command command) {
        return Processes.output(command, Duration.ofSeconds(30), Cancellation.never());
    }

    @Override
    public void close() {
        Processes.works(docker.with("image", "rm", tag));
    }

    private static Command docker() {
        var config = System.getenv("DOCKER_CONFIG");
        var command = Command.of("docker");
        return config == null ? command : command.environment("DOCKER_CONFIG", config);
    }
}
