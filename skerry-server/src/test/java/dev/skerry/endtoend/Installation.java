package dev.skerry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.Feed;
import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.applications.ApplicationView;
import dev.skerry.api.applications.CreateApplication;
import dev.skerry.api.applications.HealthCheck;
import dev.skerry.api.applications.SetVariables;
import dev.skerry.api.applications.Source;
import dev.skerry.api.applications.UnsetVariable;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.catalogue.DeploymentRows;
import dev.skerry.api.catalogue.IdentityRows;
import dev.skerry.api.catalogue.VariableRows;
import dev.skerry.api.client.SkerryClient;
import dev.skerry.api.deployments.Deploy;
import dev.skerry.api.deployments.DeploymentInput;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.deployments.DeploymentView;
import dev.skerry.api.deployments.FollowLog;
import dev.skerry.api.deployments.LogLine;
import dev.skerry.api.identity.SetUp;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.DeploymentId;
import dev.skerry.api.values.EmailAddress;
import dev.skerry.api.values.GitUrl;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.Password;
import dev.skerry.api.values.Retries;
import dev.skerry.api.values.Seconds;
import dev.skerry.api.values.ServerUrl;
import dev.skerry.api.values.SetupToken;
import dev.skerry.api.values.UrlPath;
import dev.skerry.api.values.VariableName;
import dev.skerry.api.values.VariableValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// A server with its first administrator, as a user has it after the quickstart, and what a user does with it.
final class Installation implements AutoCloseable {
    private static final Duration DEPLOYED_WITHIN = Duration.ofMinutes(3);
    static final HealthCheck HEALTH = new HealthCheck.Http(
            new UrlPath("/health"),
            new HealthCheck.Timing(new Seconds(20), new Seconds(1), new Seconds(1), new Retries(3)));

    private final Host host;
    private final ServerProcess server;
    private final SkerryClient client;

    Installation(Path folder) throws IOException {
        this(folder, Host.THIS);
    }

    Installation(Path folder, Host host) throws IOException {
        var state = Files.createDirectories(folder.resolve("state"));
        this.host = host;
        this.server = new ServerProcess(state, folder, host);
        var setupToken = new SetupToken(Files.readString(state.resolve("setup-token")));
        try (var anonymous = new SkerryClient(url(), null)) {
            var session = anonymous.call(
                    IdentityRows.SET_UP,
                    new SetUp(setupToken, new EmailAddress("ada@example.org"), new Password("correct horse battery")));
            this.client = new SkerryClient(url(), session.token());
        }
    }

    ServerProcess server() {
        return server;
    }

    SkerryClient client() {
        return client;
    }

    private static final Duration HAPPENS_WITHIN = Duration.ofMinutes(2);

    /// Watched only for a moment: tests wait until nothing is left of what was replaced.
    private static final Seconds WATCH = new Seconds(1);

    ApplicationRef create(String name, SampleRepository repository) {
        return create(name, new Source.Git(new GitUrl(repository.url()), null, null), HEALTH);
    }

    ApplicationRef create(String name, Source source, HealthCheck health) {
        return create(CreateApplication.of(new Name(name), source).checkedBy(health));
    }

    ApplicationRef create(CreateApplication wanted) {
        return new ApplicationRef(
                client.call(ApplicationRows.CREATE, wanted.watchedFor(WATCH)).ref());
    }

    ApplicationView view(ApplicationRef application) {
        return client.call(ApplicationRows.GET, new ApplicationInput(application));
    }

    void set(ApplicationRef application, String variable, String value) {
        client.call(
                VariableRows.SET,
                new SetVariables(application, Map.of(new VariableName(variable), new VariableValue(value)), null));
    }

    void unset(ApplicationRef application, String variable) {
        client.call(VariableRows.UNSET, new UnsetVariable(application, new VariableName(variable)));
    }

    DeploymentId startDeployment(ApplicationRef application) {
        return client.call(DeploymentRows.DEPLOY, new Deploy(application, null, null))
                .id();
    }

    DeploymentView deploy(ApplicationRef application) {
        return awaitEnd(startDeployment(application));
    }

    DeploymentView deployment(DeploymentId id) {
        return client.call(DeploymentRows.GET, new DeploymentInput(id));
    }

    DeploymentView awaitEnd(DeploymentId id) {
        var deadline = System.nanoTime() + DEPLOYED_WITHIN.toNanos();
        var view = deployment(id);
        while (!view.status().isFinal()) {
            assertThat(System.nanoTime()).as("still %s", view).isLessThan(deadline);
            ServerProcess.pause();
            view = deployment(id);
        }
        return view;
    }

    /// Deploys and insists on success, with the log as the message otherwise.
    DeploymentView deployed(ApplicationRef application) {
        var view = deploy(application);
        assertThat(view.status())
                .as("%s%n%s", view.error(), String.join("\n", log(view.id())))
                .isEqualTo(DeploymentStatus.SUCCESS);
        return view;
    }

    /// Whether a line of the log so far begins so.
    boolean hasSaid(DeploymentId id, String beginning) {
        var said = new AtomicBoolean();
        client.call(DeploymentRows.LOG, new FollowLog(id, null)).deliver(new Feed.Receiver<LogLine>() {
            @Override
            public boolean accept(long offset, LogLine line) {
                said.compareAndSet(false, line.text().startsWith(beginning));
                return !said.get();
            }

            @Override
            public boolean isOpen() {
                return !said.get();
            }
        });
        return said.get();
    }

    List<String> log(DeploymentId id) {
        var lines = new ArrayList<String>();
        client.call(DeploymentRows.LOG, new FollowLog(id, null)).deliver(new Feed.Receiver<LogLine>() {
            @Override
            public boolean accept(long offset, LogLine line) {
                return lines.add(line.text());
            }

            @Override
            public boolean isOpen() {
                return true;
            }
        });
        return lines;
    }

    /// Asks an application, through the router.
    RouterAnswer get(String application, String path) {
        return RouterAnswer.get(server.address(), server.httpPort(), application + ".apps.test", path);
    }

    /// Waits until something holds that nobody announces.
    void await(String what, BooleanSupplier condition) {
        var deadline = System.nanoTime() + HAPPENS_WITHIN.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            ServerProcess.longPause();
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        var instance = server.instance();
        server.close();
        if (host.equals(Host.THIS)) {
            Leftovers.remove(instance);
        }
    }

    private ServerUrl url() {
        return new ServerUrl(server.uri("").toString());
    }
}
