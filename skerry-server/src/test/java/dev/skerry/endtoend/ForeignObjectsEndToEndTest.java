package dev.skerry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.NoInput;
import dev.skerry.api.catalogue.SystemRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Another Skerry on the same engine, and people who name things as Skerry does: what they have stays as it is.
class ForeignObjectsEndToEndTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String OTHER = "other-" + UUID.randomUUID();

    @TempDir
    private static Path folder;

    private static Installation installation;
    private static List<Foreign> foreign = List.of();

    /// Objects of the same names, kinds and labels as a deployed application's, of somebody else.
    private record Foreign(String name, List<String> labels) {
        String network() {
            return "skerry-env-" + name;
        }

        String service() {
            return "skerry-%s-web-1".formatted(name);
        }

        String container() {
            return "skerry-run-" + name;
        }

        String volume() {
            return "skerry-%s-data".formatted(name);
        }

        String image() {
            return "skerry-app/%s:1".formatted(name);
        }

        void make(Path context) {
            docker(List.of("network", "create", "--driver", "overlay", "--attachable"), List.of(network()));
            docker(
                    List.of("service", "create", "--detach", "--no-resolve-image", "--name", service()),
                    List.of("busybox:stable", "sleep", "3600"));
            docker(List.of("create", "--name", container()), List.of("busybox:stable", "sleep", "3600"));
            docker(List.of("volume", "create"), List.of(volume()));
            docker(List.of("build", "--quiet", "--tag", image()), List.of(context.toString()));
        }

        private void docker(List<String> command, List<String> rest) {
            var all = new ArrayList<>(command);
            labels.forEach(label -> all.addAll(List.of("--label", label)));
            all.addAll(rest);
            Leftovers.docker(all.toArray(String[]::new));
        }

        /// What is there of it, with its ids, so that something that was made again is noticed.
        List<String> state() {
            var all = new ArrayList<String>();
            all.addAll(Leftovers.docker("network", "inspect", "--format", "{{.ID}} {{.Labels}}", network()));
            all.addAll(Leftovers.docker(
                    "service",
                    "inspect",
                    "--format",
                    "{{.ID}} {{.Version}} {{.Spec.Mode.Replicated.Replicas}}",
                    service()));
            all.addAll(Leftovers.docker("container", "inspect", "--format", "{{.ID}} {{.State.Status}}", container()));
            all.addAll(Leftovers.docker("volume", "inspect", "--format", "{{.Name}} {{.CreatedAt}}", volume()));
            all.addAll(Leftovers.docker("image", "inspect", "--format", "{{.ID}} {{.RepoTags}}", image()));
            return all;
        }

        void remove() {
            Leftovers.docker("service", "rm", service());
            Leftovers.docker("rm", "--force", container());
            Leftovers.docker("volume", "rm", volume());
            Leftovers.docker("rmi", "--force", image());
            for (var round = 0; round < 50 && isThere(); round++) {
                Leftovers.docker("network", "rm", network());
                ServerProcess.pause();
            }
        }

        private boolean isThere() {
            return !Leftovers.docker("network", "ls", "--quiet", "--filter", "name=" + network())
                    .isEmpty();
        }
    }

    @BeforeAll
    static void makeForeignObjects() throws IOException {
        installation = new Installation(folder);
        var context = Files.createDirectories(folder.resolve("image"));
        Files.writeString(context.resolve("Dockerfile"), "FROM busybox:stable\nRUN echo %s\n".formatted(OTHER));
        var own = installation.server().instance();
        var application = "dev.skerry.application=" + UUID.randomUUID();
        foreign = List.of(
                new Foreign(
                        "a" + number(),
                        List.of("dev.skerry.instance=" + OTHER, application, "dev.skerry.generation=1")),
                new Foreign("b" + number(), List.of(application, "dev.skerry.generation=1", "dev.skerry.process=web")),
                new Foreign("c" + number(), List.of("com.example.instance=" + own)),
                new Foreign("d" + number(), List.of()));
        foreign.forEach(one -> one.make(context));
    }

    @AfterAll
    static void remove() throws IOException {
        try {
            foreign.forEach(Foreign::remove);
        } finally {
            installation.close();
        }
    }

    @Test
    void leavesThemAsTheyAreWhateverItCleansUpRepairsAndResets() throws Exception {
        var repository = new SampleRepository("notes", folder.resolve("repository"));
        installation.deployed(installation.create("notes", repository));
        var before = states();
        assertThat(before)
                .allSatisfy(state -> assertThat(state).hasSize(5).noneMatch(line -> line.contains("No such")));

        installation.client().call(SystemRows.RECONCILE, new NoInput());
        var instance = installation.server().instance();
        removesTheNetworkOfAnEnvironmentThatIsGone(instance);
        assertThat(states()).isEqualTo(before);

        installation.server().kill();
        assertThat(reset(instance)).contains("Removing what carries the label dev.skerry.instance=" + instance);
        assertThat(Leftovers.services(instance)).as("the own ones are gone").isEmpty();
        assertThat(Leftovers.containers(instance)).isEmpty();
        assertThat(states()).isEqualTo(before);
        installation.server().startAgain();
    }

    /// Its row went a week after it was deleted: such a network is what is left then.
    private static void removesTheNetworkOfAnEnvironmentThatIsGone(String instance) {
        var network = "skerry-env-" + number();
        var router = Leftovers.containers(instance).stream()
                .filter(name -> name.startsWith("skerry-router-"))
                .findFirst()
                .orElseThrow();
        Leftovers.docker(
                "network",
                "create",
                "--driver",
                "overlay",
                "--attachable",
                "--label",
                "dev.skerry.instance=" + instance,
                "--label",
                "dev.skerry.environment=" + UUID.randomUUID(),
                network);
        Leftovers.docker("network", "connect", network, router);
        assertThat(Leftovers.networks(instance)).hasSize(2).contains(network);

        var collected = installation.client().call(SystemRows.COLLECT, new NoInput());

        assertThat(collected.images()).isZero();
        assertThat(collected.networks()).isEqualTo(1);
        assertThat(Leftovers.networks(instance)).hasSize(1).doesNotContain(network);
        assertThat(installation.get("notes", "/health").status()).isEqualTo(200);
    }

    /// The part of `bin/quickstart --reset` that touches Docker.
    private static String reset(String instance) throws IOException, InterruptedException {
        var script = "set -euo pipefail; for part in common docker server reset; do . bin/lib/$part.sh; done;"
                + " choose_docker_client; remove_instance " + instance;
        var builder = new ProcessBuilder("bash", "-c", script)
                .directory(ROOT.toFile())
                .redirectErrorStream(true);
        builder.environment().put("SKERRY_STATE", installation.server().state().toString());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static List<List<String>> states() {
        return foreign.stream().map(Foreign::state).toList();
    }

    private static String number() {
        return UUID.randomUUID().toString().substring(24);
    }
}
