package dev.skerry.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// One benchmark whole, in its shortest form, on the server that was packed before in the same build.
class DeployBenchmarkTest {
    private static final Path SERVER = Path.of("..", "skerry-server", "target", "app", "skerry-server.jar");
    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir
    private Path folder;

    @Test
    void comparesADeploymentWithTheSameByHand() {
        assumeTrue(Files.exists(SERVER), "the server is packed first: mvn verify");
        var figures = new ByteArrayOutputStream();
        var report = new Report(true, new PrintStream(figures, true, StandardCharsets.UTF_8), System.err);

        new DeployBenchmark().measure(new Bench(options(), report, folder));

        var lines = figures.toString(StandardCharsets.UTF_8).lines().toList();
        var total = MAPPER.readTree(lines.getFirst());
        assertThat(total.propertyNames())
                .containsExactly("name", "value", "unit", "baseline", "ratio", "runs", "min", "max");
        assertThat(total.path("name").asString()).isEqualTo("deploy.total");
        assertThat(total.path("value").asDouble()).isPositive();
        assertThat(total.path("ratio").asDouble()).isPositive();
        assertThat(lines.stream().map(line -> MAPPER.readTree(line).path("name").asString()))
                .contains("deploy.step.source", "deploy.step.build", "deploy.step.health", "deploy.step.switch");
    }

    private static Options options() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                SERVER.toAbsolutePath().normalize().toString());
        return new Options("deploy", true, OptionalInt.of(1), Path.of("..", "samples"), command);
    }
}
