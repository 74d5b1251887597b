package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.docker.BuildCommands.Kind;
import dev.skerry.docker.BuildCommands.Surroundings;
import dev.skerry.kernel.Secret;
import dev.skerry.process.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildCommandsTest {
    private static final Command DOCKER = Command.of("docker").environment("DOCKER_CONFIG", "/config");
    private static final Path IMAGE_ID = Path.of("/tmp/id");
    private static final Surroundings PLAIN = new Surroundings(IMAGE_ID, Map.of(), Optional.empty());
    private static final List<String> REST =
            List.of("--file", "/w/Dockerfile", "--iidfile", "/tmp/id", "--tag", "skerry/app:7");

    private static final String WHOLE = """
            docker
            buildx
            build
            --builder
            default
            --load
            --provenance
            false
            --progress
            rawjson
            --file
            /work/-x/Dockerfile.web
            --iidfile
            /tmp/id
            --tag
            skerry/app:7
            --target
            runtime
            --build-arg
            A=b
            --build-arg
            VERSION=1; rm -rf /
            --label
            a=1
            --label
            b=2
            --secret
            id=token,src=/tmp/secret-0
            --no-cache
            --network
            host
            --allow
            network.host
            --cgroup-parent
            /skerry/build-1
            --
            /work/-x
            """;

    @Test
    void spellsEveryOptionOfABuild() {
        var spec = new BuildSpec(
                Path.of("/work/-x"),
                Path.of("/work/-x/Dockerfile.web"),
                Optional.of("runtime"),
                Map.of("VERSION", "1; rm -rf /", "A", "b"),
                Map.of("token", new Secret("s3cret")),
                "skerry/app:7",
                new Labels(Map.of("b", "2", "a", "1")),
                false,
                BuildSpec.Network.HOST,
                new Resources(1024L, null, 500L, null));
        var surroundings =
                new Surroundings(IMAGE_ID, Map.of("token", Path.of("/tmp/secret-0")), Optional.of("/skerry/build-1"));

        var command = BuildCommands.build(DOCKER, Kind.BUILDX_JSON, spec, surroundings);

        assertThat(command.arguments()).isEqualTo(WHOLE.lines().toList());
        assertThat(command.environment()).isEqualTo(Map.of("DOCKER_CONFIG", "/config", "DOCKER_BUILDKIT", "1"));
    }

    @Test
    void asksAnOldClientForItsOwnBuildKit() {
        var command = BuildCommands.build(DOCKER, Kind.BUILDKIT, spec(BuildSpec.Network.NONE), PLAIN);

        assertThat(command.arguments())
                .startsWith("docker", "build", "--progress", "plain")
                .containsSequence(REST)
                .endsWith("--network", "none", "--", "/w");
        assertThat(command.environment()).containsEntry("DOCKER_BUILDKIT", "1");
    }

    @Test
    void boundsTheClassicBuilderByItsOwnOptions() {
        var command = BuildCommands.build(DOCKER, Kind.CLASSIC, spec(BuildSpec.Network.BRIDGE), PLAIN);

        assertThat(command.arguments())
                .startsWith("docker", "build", "--force-rm")
                .containsSequence(REST)
                .endsWith(
                        "--memory",
                        "1024",
                        "--memory-swap",
                        "1024",
                        "--cpu-period",
                        "100000",
                        "--cpu-quota",
                        "150000",
                        "--",
                        "/w");
        assertThat(command.environment()).containsEntry("DOCKER_BUILDKIT", "0");
    }

    @ParameterizedTest
    @CsvSource({
        "github.com/docker/buildx 0.29.1+ds1 0.29.1+ds1-4, 20.10.24+dfsg1, BUILDX_JSON",
        "github.com/docker/buildx v0.13.0 abc, 28.2.2, BUILDX_JSON",
        "github.com/docker/buildx v0.12.1 abc, 28.2.2, BUILDX",
        "github.com/docker/buildx, 28.2.2, BUILDX",
        ", 'Docker version 20.10.24+dfsg1, build 297e128', BUILDKIT",
        ", 22.6.0, BUILDKIT",
        ", 23.0.0, CLASSIC",
        ", 28.2.2, CLASSIC",
        ", unknown, BUILDKIT"
    })
    void takesTheBestBuilderThereIs(String buildx, String client, Kind kind) {
        assertThat(BuildCommands.kind(Optional.ofNullable(buildx), client)).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a,src=/etc/shadow", "../x", "a=b"})
    void refusesTheIdOfASecretThatCouldMeanMore(String id) {
        assertThatThrownBy(() -> new BuildSpec(
                        Path.of("/w"),
                        Path.of("/w/Dockerfile"),
                        Optional.empty(),
                        Map.of(),
                        Map.of(id, new Secret("s")),
                        "t",
                        new Labels(Map.of()),
                        true,
                        BuildSpec.Network.BRIDGE,
                        Resources.UNLIMITED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static BuildSpec spec(BuildSpec.Network network) {
        return new BuildSpec(
                Path.of("/w"),
                Path.of("/w/Dockerfile"),
                Optional.empty(),
                Map.of(),
                Map.of(),
                "skerry/app:7",
                new Labels(Map.of()),
                true,
                network,
                new Resources(1024L, null, 1500L, null));
    }
}
