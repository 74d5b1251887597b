package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.docker.BuildEvent.StepFinished;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerCommandBuilderTest implements ImageBuilderContract {
    private static final Docker DOCKER = TestDocker.docker();
    private static final ImageBuilder BUILDER = new DockerCommandBuilder(TestDocker.command(), DOCKER);
    private final Labels labels = TestLabels.instance();

    @TempDir
    private Path context;

    @Override
    public ImageBuilder builder() {
        return BUILDER;
    }

    @Override
    public Path context() {
        return context;
    }

    @Override
    public Labels labels() {
        return labels;
    }

    @Override
    public String base() {
        return TestDocker.IMAGE;
    }

    @AfterEach
    void removeTheImages() {
        DOCKER.json(Call.get("list", "images", "json").labelled(labels))
                .forEach(image -> DOCKER.run(
                        Call.delete("remove", "images", image.path("Id").asString())
                                .query("force", "true")));
    }

    @Test
    void givesAStepItsSecretAndKeepsItOutOfEverythingElse() throws IOException {
        var dockerfile = """
                FROM %s
                RUN --mount=type=secret,id=token sha256sum /run/secrets/token | tee /digest # %s
                COPY file /file
                """.formatted(TestDocker.IMAGE, labels.values());
        Files.writeString(context.resolve("file"), "content");
        var said = new CopyOnWriteArrayList<String>();

        var id = BUILDER.build(
                spec(dockerfile(dockerfile), Map.of("token", new Secret("s3cret-value"))),
                LONG,
                Cancellation.never(),
                event -> said.add(event.text()));

        var digest = "bf496b76b91b82820ee599d4f83ba3d8";
        assertThat(String.join("\n", said)).contains(digest).doesNotContain("s3cret-value");
        var everything = DOCKER.stream(
                Call.get("export", "images", id, "get"),
                Cancellation.never(),
                answer -> new String(answer.body().readAllBytes(), StandardCharsets.ISO_8859_1));
        assertThat(everything).contains(digest).doesNotContain("s3cret-value");
    }

    @Test
    void labelsAndTagsTheImage() throws IOException {
        var id = build("FROM %s AS one\nFROM one\n".formatted(TestDocker.IMAGE), event -> {});

        var image = DOCKER.json(Call.get("inspect", "images", id, "json"));
        assertThat(Ownership.labels(image.path("Config").path("Labels")).matches(labels))
                .isTrue();
        assertThat(image.path("RepoTags").toString()).contains("skerry-test/built:");
    }

    @Test
    void tellsWhatCameFromTheCache() throws IOException {
        var dockerfile = "FROM %s\nRUN echo %s\n".formatted(TestDocker.IMAGE, labels.values());
        var first = new CopyOnWriteArrayList<BuildEvent>();
        var second = new CopyOnWriteArrayList<BuildEvent>();

        build(dockerfile, first::add);
        build(dockerfile, second::add);

        if (TestDocker.hasBuildx()) {
            assertThat(cached(first)).noneMatch(step -> step.contains("RUN echo"));
            assertThat(cached(second)).anyMatch(step -> step.contains("RUN echo"));
        }
        assertThat(second).isNotEmpty();
    }

    @Test
    void killsAStepThatTakesMoreMemoryThanItMay() throws IOException {
        var base = spec(
                dockerfile("FROM %s\nRUN dd if=/dev/zero of=/dev/null bs=200M count=1 # %s\n"
                        .formatted(TestDocker.IMAGE, labels.values())),
                Map.of());
        var limited = new BuildSpec(
                base.context(),
                base.dockerfile(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                base.tag(),
                labels,
                false,
                BuildSpec.Network.NONE,
                new Resources(64L * 1024 * 1024, null, 1000L, null));

        ImageBuilderContract.assertFails(() -> BUILDER.build(limited, LONG, Cancellation.never(), event -> {}))
                .hasMessageContaining("ran out of memory")
                .hasMessageContaining("dd if=/dev/zero");
    }

    @Test
    void saysThatTheEngineIsGone() throws IOException {
        var nowhere = "unix://" + context.resolve("none.sock");
        var builder =
                new DockerCommandBuilder(TestDocker.command().environment("DOCKER_HOST", nowhere), Docker.at(nowhere));
        var dockerfile = dockerfile("FROM " + TestDocker.IMAGE);

        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> builder.build(spec(dockerfile, Map.of()), LONG, Cancellation.never(), event -> {}))
                .isInstanceOfSatisfying(
                        dev.skerry.kernel.SkerryException.class,
                        e -> assertThat(e.code()).isEqualTo(dev.skerry.api.ErrorCode.UNAVAILABLE));
    }

    @Test
    void buildsByTheOtherBuildersOfThisMachineToo() throws IOException {
        var dockerfile = dockerfile("FROM %s\nRUN echo hello\n".formatted(TestDocker.IMAGE));
        var said = new ArrayList<String>();
        for (var kind : BuildCommands.Kind.values()) {
            if (kind.name().startsWith("BUILDX") && !TestDocker.hasBuildx()) {
                continue;
            }
            var id = Files.createTempFile("skerry-test", "id");
            Files.delete(id);
            var surroundings = new BuildCommands.Surroundings(id, Map.of(), Optional.empty());
            var command = BuildCommands.build(TestDocker.command(), kind, spec(dockerfile, Map.of()), surroundings);

            var code = dev.skerry.process.Processes.run(command, LONG, Cancellation.never(), said::add);

            assertThat(code).as("%s: %s", kind, said).isZero();
            assertThat(Files.readString(id)).startsWith("sha256:");
            Files.delete(id);
        }
        assertThat(said).isNotEmpty();
    }

    private static java.util.List<String> cached(java.util.List<BuildEvent> events) {
        return events.stream()
                .filter(event -> event instanceof StepFinished step && step.cached())
                .map(BuildEvent::text)
                .toList();
    }
}
