package dev.skerry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.NoInput;
import dev.skerry.api.catalogue.IdentityRows;
import dev.skerry.api.catalogue.SystemRows;
import dev.skerry.api.system.DriftView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Skerry stands on dies, and comes back without a person.
class RecoveryEndToEndTest {
    @TempDir
    private static Path folder;

    private static Installation installation;

    @BeforeAll
    static void install() throws IOException {
        installation = new Installation(folder);
        installation.deployed(installation.create("notes", new SampleRepository("notes", folder.resolve("notes"))));
    }

    @AfterAll
    static void remove() throws IOException {
        installation.close();
    }

    @Test
    void bringsAKilledRouterBack() throws IOException {
        var router = Leftovers.containers(installation.server().instance()).stream()
                .filter(name -> name.startsWith("skerry-router-"))
                .findFirst()
                .orElseThrow();

        Leftovers.docker("rm", "--force", router);

        awaitServing();
    }

    @Test
    void bringsAKilledPostgresBackAndGoesOnDeploying() throws IOException {
        var pid = Files.readAllLines(installation.server().state().resolve("postgres/data/postmaster.pid"))
                .getFirst();
        ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();

        assertThat(installation.get("notes", "/health").status()).isEqualTo(200);
        for (var round = 0; round < 400 && !answers(); round++) {
            ServerProcess.pause();
        }
        var application = installation.create("after", new SampleRepository("notes", folder.resolve("after")));
        installation.deployed(application);
    }

    @Test
    void startsAgainAServiceThatSomebodyRemoved() throws IOException {
        var service = Leftovers.services(installation.server().instance()).getFirst();

        Leftovers.docker("service", "rm", service);

        awaitServing();
    }

    @Test
    void bringsAServiceBackThatSomebodyAltered() throws IOException {
        awaitServing();
        var service = Leftovers.services(installation.server().instance()).stream()
                .filter(name -> name.contains("-web-"))
                .findFirst()
                .orElseThrow();

        Leftovers.docker("service", "update", "--detach", "--env-add", "PORT=1", service);

        installation.await(
                "it is as its release says",
                () -> drift().contains("The service %s was altered and was brought back to its release"
                                .formatted(service))
                        && !environment(service).contains("PORT=1"));
        awaitServing();
    }

    private static List<String> drift() {
        return installation.client().call(SystemRows.STATUS, new NoInput()).drift().stream()
                .map(DriftView::what)
                .toList();
    }

    private static String environment(String service) {
        return String.join(
                " ",
                Leftovers.docker(
                        "service", "inspect", "--format", "{{.Spec.TaskTemplate.ContainerSpec.Env}}", service));
    }

    private static void awaitServing() {
        for (var round = 0; round < 600; round++) {
            if (installation.get("notes", "/health").status() == 200) {
                return;
            }
            ServerProcess.pause();
        }
        throw new AssertionError("notes does not serve again after 30 s: " + installation.get("notes", "/health"));
    }

    private static boolean answers() {
        try {
            installation.client().call(IdentityRows.WHO_AM_I, new NoInput());
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
