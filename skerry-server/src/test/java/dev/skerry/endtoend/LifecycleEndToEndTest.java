package dev.skerry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.applications.ApplicationStatus;
import dev.skerry.api.applications.ApplicationView;
import dev.skerry.api.applications.DeleteApplication;
import dev.skerry.api.applications.MoveApplication;
import dev.skerry.api.applications.RestoreApplication;
import dev.skerry.api.applications.Scale;
import dev.skerry.api.applications.SetFile;
import dev.skerry.api.applications.SetVolume;
import dev.skerry.api.applications.Strategy;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.catalogue.DeploymentRows;
import dev.skerry.api.catalogue.ProjectRows;
import dev.skerry.api.catalogue.RuntimeRows;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.deployments.DeploymentView;
import dev.skerry.api.deployments.ProcessView;
import dev.skerry.api.deployments.Redeploy;
import dev.skerry.api.projects.CreateEnvironment;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.ContainerPath;
import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.api.values.FileText;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.ProcessName;
import dev.skerry.api.values.ProjectRef;
import dev.skerry.api.values.Replicas;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens to an application between its first deployment and its end.
class LifecycleEndToEndTest {
    @TempDir
    private static Path folder;

    private static Installation installation;

    @BeforeAll
    static void install() throws IOException {
        installation = new Installation(folder);
    }

    @AfterAll
    static void remove() throws IOException {
        installation.close();
    }

    @Test
    void scalesStopsStartsMovesAndDeletes() throws IOException {
        var application = create("life");
        installation.deployed(application);

        succeeds(installation
                .client()
                .call(DeploymentRows.SCALE, new Scale(application, Map.of(new ProcessName("web"), new Replicas(2)))));
        assertThat(process(application, "web").replicas()).isEqualTo(2);
        var hosts = new HashSet<String>();
        installation.await(
                "two tasks answer", () -> hosts.size() == 2 || (hosts.add(hostname("life")) && hosts.size() == 2));

        installation.set(application, "COLOUR", "green");
        var again = succeeds(installation.client().call(DeploymentRows.REDEPLOY, new Redeploy(application, null)));
        assertThat(again.release()).isEqualTo(3);
        assertThat(again.trigger()).isEqualTo("redeploy");
        var nothing = succeeds(installation.client().call(DeploymentRows.REDEPLOY, new Redeploy(application, null)));
        assertThat(nothing.release()).isNull();

        var stopped = installation.client().call(DeploymentRows.STOP, new ApplicationInput(application));
        assertThat(stopped.status()).isEqualTo(ApplicationStatus.STOPPED);
        installation.await("nothing runs", () -> tasks(application) == 0);
        assertThat(installation.get("life", "/health").status()).isNotEqualTo(200);

        assertThat(succeeds(installation.client().call(DeploymentRows.START, new ApplicationInput(application)))
                        .release())
                .isEqualTo(3);
        assertThat(installation.get("life", "/health").status()).isEqualTo(200);

        moves(application);
    }

    private static void moves(ApplicationRef application) throws IOException {
        installation
                .client()
                .call(
                        ProjectRows.CREATE_ENVIRONMENT,
                        new CreateEnvironment(new ProjectRef("default"), new Name("staging")));
        var moved = new ApplicationRef(installation
                .client()
                .call(ApplicationRows.MOVE, new MoveApplication(application, new EnvironmentRef("default.staging")))
                .ref());
        succeeds(installation.client().call(DeploymentRows.REDEPLOY, new Redeploy(moved, true)));
        assertThat(hostname("life")).isNotEmpty();
        deletes(moved);
    }

    private static void deletes(ApplicationRef application) throws IOException {
        var instance = installation.server().instance();
        var id = view(application).id().toString();
        installation.client().call(ApplicationRows.DELETE, new DeleteApplication(application, null, null));
        installation.await(
                "no service is left of it",
                () -> Leftovers.services(instance).stream().noneMatch(service -> service.contains(id.substring(24))));
        assertThat(installation.get("life", "/health").status()).isNotEqualTo(200);

        var restored = installation.client().call(ApplicationRows.RESTORE, new RestoreApplication(application));
        assertThat(restored.status()).isEqualTo(ApplicationStatus.STOPPED);
        succeeds(installation.client().call(DeploymentRows.START, new ApplicationInput(application)));
        assertThat(hostname("life")).isNotEmpty();
        installation.client().call(ApplicationRows.DELETE, new DeleteApplication(application, true, true));
    }

    @Test
    void keepsAVolumeAcrossReleasesThatCannotRunSideBySide() throws IOException {
        var application = create("kept");
        installation
                .client()
                .call(
                        RuntimeRows.SET_VOLUME,
                        new SetVolume(application, new Name("data"), new ContainerPath("/data"), null));
        installation
                .client()
                .call(
                        RuntimeRows.SET_FILE,
                        new SetFile(
                                application, new ContainerPath("/etc/notes.conf"), new FileText("colour = green\n")));
        assertThat(view(application).strategy()).isEqualTo(Strategy.RECREATE);
        installation.deployed(application);
        var port = installation.server().httpPort();
        assertThat(RouterAnswer.post(port, "kept.apps.test", "/api/notes", "{\"text\": \"first note\"}")
                        .status())
                .isEqualTo(201);

        installation.set(application, "COLOUR", "green");
        installation.deployed(application);
        assertThat(installation.get("kept", "/api/notes").body()).contains("first note");

        installation.set(application, "WORKER_FAIL", "1");
        var failed = installation.deploy(application);
        assertThat(failed.status()).isEqualTo(DeploymentStatus.FAILED);
        installation.await(
                "the release before serves again",
                () -> installation.get("kept", "/api/notes").body().contains("first note"));
    }

    private static ApplicationRef create(String name) throws IOException {
        return installation.create(name, new SampleRepository("notes", folder.resolve(name)));
    }

    private static DeploymentView succeeds(DeploymentView begun) {
        var ended = installation.awaitEnd(begun.id());
        assertThat(ended.status())
                .as("%s%n%s", ended.error(), String.join("\n", installation.log(ended.id())))
                .isEqualTo(DeploymentStatus.SUCCESS);
        return ended;
    }

    private static ApplicationView view(ApplicationRef application) {
        return installation.client().call(ApplicationRows.GET, new ApplicationInput(application));
    }

    private static ProcessView process(ApplicationRef application, String name) {
        return installation
                .client()
                .call(DeploymentRows.LIST_PROCESSES, new ApplicationInput(application))
                .items()
                .stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int tasks(ApplicationRef application) {
        return installation
                .client()
                .call(DeploymentRows.LIST_PROCESSES, new ApplicationInput(application))
                .items()
                .stream()
                .mapToInt(ProcessView::running)
                .sum();
    }

    private static String hostname(String application) {
        var answer = installation.get(application, "/api/info");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body().replaceAll("(?s).*\"hostname\": ?\"([^\"]*)\".*", "$1");
    }
}
