package dev.skerry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.applications.HealthCheck;
import dev.skerry.api.applications.SetPort;
import dev.skerry.api.applications.SetProcess;
import dev.skerry.api.applications.Source;
import dev.skerry.api.applications.UpdateApplication;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.catalogue.DeploymentRows;
import dev.skerry.api.catalogue.RuntimeRows;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.Argument;
import dev.skerry.api.values.CpuCount;
import dev.skerry.api.values.GitUrl;
import dev.skerry.api.values.MemorySize;
import dev.skerry.api.values.PortNumber;
import dev.skerry.api.values.ProcessName;
import dev.skerry.api.values.Retries;
import dev.skerry.api.values.Seconds;
import dev.skerry.kernel.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is set of an application arrives in its containers, and decides.
class RuntimeSettingsEndToEndTest {
    private static final ProcessName WEB = new ProcessName("web");
    private static final String SERVER = """
            FROM busybox:stable
            RUN mkdir /www && echo hello > /www/index.html
            CMD ["httpd", "-f", "-p", "8080", "-h", "/www"]
            """;
    private static final HealthCheck.Timing SHORT =
            new HealthCheck.Timing(new Seconds(5), new Seconds(1), new Seconds(2), new Retries(3));

    @TempDir
    private static Path folder;

    private static Installation installation;
    private static String instance;

    @BeforeAll
    static void install() throws IOException {
        installation = new Installation(folder);
        instance = installation.server().instance();
    }

    @AfterAll
    static void remove() throws IOException {
        installation.close();
    }

    @Test
    void publishesAPortAndBoundsWhatEachTaskMayUse() throws Exception {
        var application = create("bound", new HealthCheck.Tcp(SHORT));
        var published = FreePorts.next();
        installation
                .client()
                .call(
                        RuntimeRows.SET_PORT,
                        new SetPort(application, new PortNumber(published), new PortNumber(8080), null, null));
        installation
                .client()
                .call(
                        RuntimeRows.SET_PROCESS,
                        new SetProcess(
                                application,
                                WEB,
                                null,
                                new MemorySize("64m"),
                                new MemorySize("32m"),
                                new CpuCount("0.5"),
                                new CpuCount("0.05"),
                                new Seconds(7)));
        installation.deployed(application);

        assertThat(answer(published)).as("past the router").isEqualTo("hello");
        assertThat(installation.get("bound", "/index.html").body()).contains("hello");
        var container = onlyContainer(application);
        assertThat(Leftovers.docker(
                        "inspect", "--format", "{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}}", container))
                .containsExactly("%d %d".formatted(64 << 20, 500_000_000));
        assertThat(Leftovers.docker(
                        "service",
                        "inspect",
                        "--format",
                        "{{with .Spec.TaskTemplate}}{{.Resources.Reservations.MemoryBytes}} {{.Resources.Reservations.NanoCPUs}} {{.ContainerSpec.StopGracePeriod}}{{end}}",
                        onlyService(application)))
                .containsExactly("%d %d 7s".formatted(32 << 20, 50_000_000));

        restarts(application, container);
        assertThat(answer(published)).isEqualTo("hello");
    }

    private static void restarts(ApplicationRef application, String container) {
        var restarted = installation.awaitEnd(installation
                .client()
                .call(DeploymentRows.RESTART, new ApplicationInput(application))
                .id());
        assertThat(restarted.status()).as(restarted.error()).isEqualTo(DeploymentStatus.SUCCESS);
        installation.await(
                "another container runs alone",
                () -> containers(application).size() == 1
                        && !containers(application).contains(container));
    }

    @Test
    void letsACommandDecide() throws IOException {
        var application = create("asked", command("test", "-f", "/www/not-there"));

        var failed = installation.deploy(application);

        assertThat(failed.status()).isEqualTo(DeploymentStatus.FAILED);
        check(application, command("test", "-f", "/www/index.html"), null);
        installation.deployed(application);
        assertThat(installation.get("asked", "/index.html").body()).contains("hello");
    }

    @Test
    void letsAConnectionDecide() throws IOException {
        var application = create("dialled", new HealthCheck.Tcp(SHORT));
        check(application, new HealthCheck.Tcp(SHORT), new PortNumber(9999));

        var failed = installation.deploy(application);

        assertThat(failed.status()).isEqualTo(DeploymentStatus.FAILED);
        assertThat(failed.error()).contains("web: 0 of 1 tasks pass the health check");
        check(application, new HealthCheck.Tcp(SHORT), new PortNumber(8080));
        installation.deployed(application);
    }

    private static HealthCheck command(String... words) {
        return new HealthCheck.Command(Stream.of(words).map(Argument::new).toList(), SHORT);
    }

    private static void check(ApplicationRef application, HealthCheck check, @Nullable PortNumber port) {
        installation
                .client()
                .call(
                        ApplicationRows.UPDATE,
                        new UpdateApplication(
                                application, null, null, null, port, check, null, null, null, null, null));
    }

    private static ApplicationRef create(String name, HealthCheck check) throws IOException {
        var repository = new SampleRepository("static-site", folder.resolve(name));
        repository.becomeFile("Dockerfile", SERVER);
        return installation.create(name, new Source.Git(new GitUrl(repository.url()), null, null), check);
    }

    private static String answer(int port) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/index.html".formatted(port)))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            return client.send(request, BodyHandlers.ofString()).body().strip();
        }
    }

    private static String onlyContainer(ApplicationRef application) {
        var containers = containers(application);
        assertThat(containers).hasSize(1);
        return containers.getFirst();
    }

    private static List<String> containers(ApplicationRef application) {
        return of(
                application,
                Leftovers.docker("ps", "--filter", "label=dev.skerry.instance=" + instance, "--format", "{{.Names}}"));
    }

    private static String onlyService(ApplicationRef application) {
        var services = of(application, Leftovers.services(instance));
        assertThat(services).hasSize(1);
        return services.getFirst();
    }

    private static List<String> of(ApplicationRef application, List<String> names) {
        var id = installation
                .client()
                .call(ApplicationRows.GET, new ApplicationInput(application))
                .id()
                .toString()
                .substring(24);
        return names.stream().filter(name -> name.contains(id)).toList();
    }
}
