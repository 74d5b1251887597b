package dev.skerry.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.applications.BuildMethod;
import dev.skerry.api.values.RelativePath;
import dev.skerry.builds.BuildSettings.Fallback;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On the real engine.
class BuildsTest {
    @TempDir
    private Path folder;

    private TestImages images;

    @BeforeEach
    void begin() {
        images = new TestImages(folder);
    }

    @AfterEach
    void remove() {
        images.close();
    }

    @Test
    void sendsNeitherSecretsNorHistory() throws IOException {
        write("Dockerfile", "FROM busybox:stable\nCOPY . /app\n");
        write(".dockerignore", "ignored\n!.env\n");
        write(".env", "TOKEN=hunter2");
        write(".env.example", "TOKEN=");
        write(".git/config", "[core]");
        write("web/.env.local", "TOKEN=hunter2");
        write("web/app.js", "1");
        write("ignored", "1");

        var image = images.build(BuildSettings.AUTOMATIC);

        assertThat(images.run(image, "find", "/app", "-type", "f"))
                .containsExactlyInAnyOrder(
                        "/app/.dockerignore", "/app/.env.example", "/app/Dockerfile", "/app/web/app.js");
        assertThat(sources().resolve(".dockerignore")).hasContent("ignored\n!.env");
    }

    @Test
    void prefersTheIgnoreFileOfTheDockerfile() throws IOException {
        write("web/prod.dockerfile", "FROM busybox:stable\nCOPY . /app\n");
        write("web/prod.dockerfile.dockerignore", "b\n");
        write(".dockerignore", "a\n");
        write("a", "1");
        write("b", "1");
        write(".env", "1");

        var image = images.build(settings(BuildMethod.AUTOMATIC, "web/prod.dockerfile", null, Map.of()));

        assertThat(images.run(image, "ls", "-A", "/app")).containsExactly(".dockerignore", "a", "web");
    }

    @Test
    void stopsAtTheTargetWithTheArguments() throws IOException {
        write("Dockerfile", """
                FROM busybox:stable AS base
                ARG COLOUR=none
                ARG VERSION=none
                RUN echo "$COLOUR $VERSION" >/said
                FROM base
                RUN exit 1
                """);

        var image = images.build(settings(BuildMethod.DOCKERFILE, null, "base", Map.of("COLOUR", "teal; id")));

        assertThat(images.run(image, "cat", "/said")).containsExactly("teal; id abc");
    }

    @Test
    void servesAFolder() throws IOException {
        write("site/index.html", "<h1>Ashore</h1>");
        write("site/.env", "TOKEN=hunter2");
        write("secret.txt", "not published");

        var image = images.build(new BuildSettings(
                BuildMethod.STATIC_SITE,
                RelativePath.ROOT,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.of(new RelativePath("site")),
                Fallback.ON));

        assertThat(images.run(image, "ls", "-A", "/srv/site")).containsExactly("index.html");
        assertThat(images.run(image, "sh", "-c", "echo $SPA_FALLBACK")).containsExactly("on");
        assertThat(images.lines).contains("Served as a static site, because the settings ask for one.");
    }

    @Test
    void takesNoDockerfileFromOutside(@TempDir Path outside) throws IOException {
        Files.writeString(outside.resolve("ignore"), "x");
        write("Dockerfile", "FROM busybox:stable\n");
        Files.createSymbolicLink(sources().resolve("Dockerfile.dockerignore"), outside.resolve("ignore"));

        assertThatThrownBy(() -> images.build(BuildSettings.AUTOMATIC))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNPROCESSABLE))
                .hasMessage("'Dockerfile.dockerignore' leads out of the source.");
    }

    @Test
    void leavesNothingOfABuildBehind() throws IOException {
        write("Dockerfile", "FROM busybox:stable\nRUN exit 3\n");

        assertThatThrownBy(() -> images.build(BuildSettings.AUTOMATIC)).hasMessageContaining("ended with exit code 3");

        assertThat(folder.resolve("build")).doesNotExist();
    }

    private static BuildSettings settings(
            BuildMethod method, @Nullable String dockerfile, @Nullable String target, Map<String, String> arguments) {
        return new BuildSettings(
                method,
                RelativePath.ROOT,
                Optional.ofNullable(dockerfile).map(RelativePath::new),
                Optional.ofNullable(target),
                arguments,
                Optional.empty(),
                Fallback.AUTOMATIC);
    }

    private Path sources() {
        return images.sources();
    }

    private void write(String name, String text) throws IOException {
        var file = sources().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
