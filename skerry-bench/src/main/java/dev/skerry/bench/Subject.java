package dev.skerry.bench;

import dev.skerry.api.applications.ApplicationView;
import dev.skerry.api.applications.CreateApplication;
import dev.skerry.api.applications.HealthCheck;
import dev.skerry.api.applications.Scale;
import dev.skerry.api.applications.SetVariables;
import dev.skerry.api.applications.Source;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.catalogue.DeploymentRows;
import dev.skerry.api.catalogue.IdentityRows;
import dev.skerry.api.catalogue.VariableRows;
import dev.skerry.api.client.SkerryClient;
import dev.skerry.api.deployments.Deploy;
import dev.skerry.api.deployments.DeploymentInput;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.deployments.DeploymentView;
import dev.skerry.api.identity.SetUp;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.EmailAddress;
import dev.skerry.api.values.GitUrl;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.Password;
import dev.skerry.api.values.ProcessName;
import dev.skerry.api.values.Replicas;
import dev.skerry.api.values.Retries;
import dev.skerry.api.values.Seconds;
import dev.skerry.api.values.ServerUrl;
import dev.skerry.api.values.SetupToken;
import dev.skerry.api.values.UrlPath;
import dev.skerry.api.values.VariableName;
import dev.skerry.api.values.VariableValue;
import java.time.Duration;
import java.util.Map;

/// What is measured: a server and its first administrator, who uses the public API only.
final class Subject implements AutoCloseable {
    static final int HEALTH_INTERVAL_SECONDS = 1;
    static final String HEALTH_PATH = "/health";
    private static final Duration DEPLOYED_WITHIN = Duration.ofMinutes(3);
    private static final long POLL_MILLIS = 10;
    private static final HealthCheck HEALTH = new HealthCheck.Http(
            new UrlPath(HEALTH_PATH),
            new HealthCheck.Timing(
                    new Seconds(30), new Seconds(HEALTH_INTERVAL_SECONDS), new Seconds(2), new Retries(3)));

    private final Server server;
    private final SkerryClient client;
    private final String token;

    private Subject(Server server) {
        this.server = server;
        var url = new ServerUrl(server.uri("").toString());
        try (var anonymous = new SkerryClient(url, null)) {
            var input = new SetUp(
                    new SetupToken(server.read("setup-token")),
                    new EmailAddress("bench@example.org"),
                    new Password("correct horse battery"));
            this.token = anonymous.call(IdentityRows.SET_UP, input).token();
        }
        this.client = new SkerryClient(url, token);
    }

    /// Starts a server on an empty state and makes its administrator.
    static Subject start(Bench bench) {
        var server = new Server(
                bench.makeFolder("state"), bench.folder(), bench.options().server());
        server.start();
        return new Subject(server);
    }

    Server server() {
        return server;
    }

    SkerryClient client() {
        return client;
    }

    String token() {
        return token;
    }

    ApplicationView create(String name, Repository repository) {
        var source = new Source.Git(new GitUrl(repository.url()), null, null);
        return client.call(
                ApplicationRows.CREATE,
                CreateApplication.of(new Name(name), source).checkedBy(HEALTH));
    }

    void set(ApplicationView application, String variable, String value) {
        var variables = Map.of(new VariableName(variable), new VariableValue(value));
        client.call(VariableRows.SET, new SetVariables(ref(application), variables, null));
    }

    DeploymentView deploy(ApplicationView application) {
        return awaitSuccess(client.call(DeploymentRows.DEPLOY, new Deploy(ref(application), null, null)));
    }

    /// Has its web process run in so many tasks.
    void scale(ApplicationView application, int tasks) {
        var processes = Map.of(new ProcessName("web"), new Replicas(tasks));
        awaitSuccess(client.call(DeploymentRows.SCALE, new Scale(ref(application), processes)));
    }

    private DeploymentView awaitSuccess(DeploymentView started) {
        var view = started;
        var begin = System.nanoTime();
        while (!view.status().isFinal()) {
            if (Bench.seconds(begin) > DEPLOYED_WITHIN.toSeconds()) {
                throw new IllegalStateException("a deployment did not end: " + view);
            }
            Bench.pause(POLL_MILLIS);
            view = client.call(DeploymentRows.GET, new DeploymentInput(view.id()));
        }
        if (view.status() != DeploymentStatus.SUCCESS) {
            throw new IllegalStateException("a deployment failed: " + view);
        }
        return view;
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }

    private static ApplicationRef ref(ApplicationView application) {
        return new ApplicationRef(application.ref());
    }
}
