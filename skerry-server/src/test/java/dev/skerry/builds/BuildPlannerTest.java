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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BuildPlannerTest {
    @TempDir
    Path source;

    @Test
    void takesTheDockerfileItFinds() throws IOException {
        files("Dockerfile", "index.html", "package.json");

        assertThat(BuildPlanner.plan(source, BuildSettings.AUTOMATIC))
                .isEqualTo(new BuildPlan.Dockerfile(
                        RelativePath.ROOT,
                        new RelativePath("Dockerfile"),
                        "Built from a Dockerfile, because there is a 'Dockerfile'."));
    }

    @Test
    void takesTheDockerfileOfTheContext() throws IOException {
        files("Dockerfile", "web/Containerfile");

        assertThat(BuildPlanner.plan(source, settings(BuildMethod.DOCKERFILE, "web", null, null)))
                .isEqualTo(new BuildPlan.Dockerfile(
                        new RelativePath("web"),
                        new RelativePath("web/Containerfile"),
                        "Built from a Dockerfile, because there is a 'web/Containerfile'."));
    }

    @Test
    void takesTheDockerfileTheSettingsName() throws IOException {
        files("Dockerfile", "deploy/prod.dockerfile");

        assertThat(BuildPlanner.plan(source, settings(BuildMethod.AUTOMATIC, ".", "deploy/prod.dockerfile", null)))
                .isEqualTo(new BuildPlan.Dockerfile(
                        RelativePath.ROOT,
                        new RelativePath("deploy/prod.dockerfile"),
                        "Built from a Dockerfile, because the settings name 'deploy/prod.dockerfile'."));
    }

    @Test
    void servesAFolderWithAnIndex() throws IOException {
        files("index.html", "style.css");

        assertThat(BuildPlanner.plan(source, BuildSettings.AUTOMATIC))
                .isEqualTo(new BuildPlan.StaticSite(
                        RelativePath.ROOT,
                        Fallback.AUTOMATIC,
                        "Served as a static site, because there is an 'index.html' and no Dockerfile."));
    }

    @Test
    void servesTheFolderTheSettingsName() throws IOException {
        files("package.json", "public/index.html");

        assertThat(BuildPlanner.plan(source, settings(BuildMethod.AUTOMATIC, ".", null, "public")))
                .isEqualTo(new BuildPlan.StaticSite(
                        new RelativePath("public"),
                        Fallback.ON,
                        "Served as a static site, because the settings name the folder 'public'."));
        assertThat(BuildPlanner.plan(source, settings(BuildMethod.STATIC_SITE, ".", null, "public"))
                        .because())
                .isEqualTo("Served as a static site, because the settings ask for one.");
    }

    @ParameterizedTest
    @EnumSource(names = {"NIXPACKS", "RAILPACK", "BUILDPACKS"})
    void takesToolsOnlyWhenNamed(BuildMethod method) throws IOException {
        files("package.json", "Dockerfile");

        var plan = BuildPlanner.plan(source, settings(method, ".", null, null));

        assertThat(plan)
                .isInstanceOfSatisfying(
                        BuildPlan.Tool.class, tool -> assertThat(tool.method()).isEqualTo(method));
        assertThat(plan.because()).endsWith("because the settings ask for it.");
    }

    @Test
    void saysWhereTheDockerfilesAre() throws IOException {
        files("web/Dockerfile", "api/Dockerfile.prod", "readme.md");

        assertRefused(
                settings(BuildMethod.DOCKERFILE, ".", null, null),
                "There is no Dockerfile at 'Dockerfile'; found: api/Dockerfile.prod, web/Dockerfile."
                        + " Set the Dockerfile's path, or another builder.");
        assertRefused(
                settings(BuildMethod.AUTOMATIC, ".", "deploy/Dockerfile", null),
                "There is no Dockerfile at 'deploy/Dockerfile'; found: api/Dockerfile.prod, web/Dockerfile."
                        + " Set the Dockerfile's path, or another builder.");
    }

    @Test
    void saysWhatIsThereInstead() throws IOException {
        files("package.json", "index.html", "src/main.js");

        assertRefused(
                BuildSettings.AUTOMATIC,
                "There is no Dockerfile and no static site at '.'; found: index.html, package.json, src."
                        + " For the 'package.json' there, name nixpacks, railpack or buildpacks as the builder,"
                        + " or add a Dockerfile.");
        assertRefused(
                settings(BuildMethod.AUTOMATIC, "web", null, null),
                "There is no folder 'web' to be the build context; found: index.html, package.json, src.");
        assertRefused(
                settings(BuildMethod.STATIC_SITE, ".", null, "dist"),
                "There is no folder 'dist' to be the folder of the static site; found: index.html, package.json, src.");
    }

    @Test
    void saysThatThereIsNothing() {
        assertRefused(
                BuildSettings.AUTOMATIC,
                "There is no Dockerfile and no static site at '.'; found: nothing."
                        + " Add an index.html, or add a Dockerfile.");
    }

    @ParameterizedTest
    @EnumSource(names = {"STATIC_SITE", "NIXPACKS", "RAILPACK", "BUILDPACKS"})
    void refusesATargetWhereThereAreNoStages(BuildMethod method) throws IOException {
        files("index.html");
        var settings = new BuildSettings(
                method,
                RelativePath.ROOT,
                Optional.empty(),
                Optional.of("prod"),
                Map.of(),
                Optional.empty(),
                Fallback.AUTOMATIC);

        assertThatThrownBy(() -> BuildPlanner.plan(source, settings))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNPROCESSABLE))
                .hasMessageContaining("name the target 'prod'")
                .hasMessageContaining("has no stages");
    }

    @Test
    void followsNoLinkOutOfTheSource(@TempDir Path outside) throws IOException {
        Files.writeString(outside.resolve("Dockerfile"), "FROM scratch");
        Files.createSymbolicLink(source.resolve("Dockerfile"), outside.resolve("Dockerfile"));
        Files.createSymbolicLink(source.resolve("web"), outside);

        assertThatThrownBy(() -> BuildPlanner.plan(source, BuildSettings.AUTOMATIC))
                .isInstanceOf(SkerryException.class);
        assertThatThrownBy(() -> BuildPlanner.plan(source, settings(BuildMethod.DOCKERFILE, "web", null, null)))
                .hasMessageContaining("There is no folder 'web'");
    }

    private void files(String... names) throws IOException {
        for (var name : names) {
            var file = source.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x");
        }
    }

    private static BuildSettings settings(
            BuildMethod method, String context, @Nullable String dockerfile, @Nullable String publish) {
        return new BuildSettings(
                method,
                new RelativePath(context),
                Optional.ofNullable(dockerfile).map(RelativePath::new),
                Optional.empty(),
                Map.of(),
                Optional.ofNullable(publish).map(RelativePath::new),
                Fallback.ON);
    }

    private void assertRefused(BuildSettings settings, String message) {
        assertThatThrownBy(() -> BuildPlanner.plan(source, settings))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNPROCESSABLE))
                .hasMessage(message);
    }
}
