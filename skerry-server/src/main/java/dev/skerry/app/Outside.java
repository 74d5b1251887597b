package dev.skerry.app;

import dev.skerry.api.system.HealthView;
import dev.skerry.api.system.VersionView;
import dev.skerry.builds.ExternalTools;
import dev.skerry.config.DatabaseConfig;
import dev.skerry.config.EmbeddedPostgresConfig;
import dev.skerry.config.ServerConfig;
import dev.skerry.crypto.Vault;
import dev.skerry.db.Database;
import dev.skerry.db.EmbeddedPostgres;
import dev.skerry.docker.ClientFolder;
import dev.skerry.docker.Containers;
import dev.skerry.docker.Docker;
import dev.skerry.docker.DockerCommandBuilder;
import dev.skerry.docker.DockerContainers;
import dev.skerry.docker.DockerImages;
import dev.skerry.docker.DockerSwarm;
import dev.skerry.docker.DockerTaskLogs;
import dev.skerry.docker.ImageBuilder;
import dev.skerry.docker.Images;
import dev.skerry.docker.Swarm;
import dev.skerry.docker.TaskLogs;
import dev.skerry.git.GitClient;
import dev.skerry.git.GitConfig;
import dev.skerry.kernel.Ahead;
import dev.skerry.process.Command;
import dev.skerry.router.Router;
import dev.skerry.untrusted.AddressPolicy;
import dev.skerry.untrusted.FolderLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything outside of the process that a server works with, connected and closed together.
///
/// @param instance this installation's id
/// @param closing in the order of closing
record Outside(
        String instance,
        Database database,
        Docker docker,
        Swarm swarm,
        Containers containers,
        Images images,
        TaskLogs taskLogs,
        Router router,
        ImageBuilder imageBuilder,
        ExternalTools tools,
        GitClient git,
        Vault vault,
        Deque<AutoCloseable> closing)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outside.class);

    static Outside connect(ServerConfig config) {
        var closing = new ArrayDeque<AutoCloseable>();
        try {
            return connect(config, closing);
        } catch (RuntimeException | Error e) {
            closeAll(closing);
            throw e;
        }
    }

    private static Outside connect(ServerConfig config, Deque<AutoCloseable> closing) {
        var instance = InstanceId.of(config.state());
        var docker = Docker.at(config.docker().host());
        var command = dockerCommand(config);
        var swarm = new DockerSwarm(docker);
        var router = Ahead.of("engine", () -> {
            EngineStart.USUAL.await(docker);
            swarm.initialise(config.router().advertiseAddress().value());
            return RouterStart.start(config, instance, command);
        });
        var vault = Ahead.of("vault", () -> Vault.open(config.state().resolve("keys.json")));
        var database = database(config, closing);
        var builds = withoutLogins(command, config);
        return new Outside(
                instance,
                database,
                docker,
                swarm,
                new DockerContainers(docker),
                new DockerImages(docker),
                new DockerTaskLogs(docker),
                router.get(),
                new DockerCommandBuilder(builds, docker),
                new ExternalTools(builds.environment()),
                git(config),
                vault.get(),
                closing);
    }

    /// Says that Skerry can do its work, which it cannot without its database.
    HealthView health() {
        database.read(
                handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one());
        return new HealthView("ok");
    }

    VersionView versions() {
        var postgres = database.read(handle ->
                handle.createQuery("SHOW server_version").mapTo(String.class).one());
        return new VersionView(Version.CURRENT, docker.engine().version(), postgres);
    }

    @Override
    public void close() {
        closeAll(closing);
    }

    private static Database database(ServerConfig config, Deque<AutoCloseable> closing) {
        if (config.database().isPresent()) {
            return opened(config.database().get(), closing);
        }
        var postgres =
                EmbeddedPostgres.start(new EmbeddedPostgresConfig(config.state().resolve("postgres")));
        closing.push(postgres);
        return opened(postgres.database(), closing);
    }

    private static Database opened(DatabaseConfig config, Deque<AutoCloseable> closing) {
        var database = Database.open(config);
        closing.push(database);
        return database;
    }

    private static Command dockerCommand(ServerConfig config) {
        var command = Command.of(config.docker().command())
                .environment("DOCKER_HOST", config.docker().host());
        return config.docker()
                .config()
                .map(folder -> command.environment("DOCKER_CONFIG", folder.toString()))
                .orElse(command);
    }

    /// For what users build.
    private static Command withoutLogins(Command command, ServerConfig config) {
        var operators = config.docker()
                .config()
                .orElseGet(() -> Path.of(System.getProperty("user.home")).resolve(".docker"));
        var folder = ClientFolder.prepare(config.state().resolve("docker-client"), operators);
        return command.environment("DOCKER_CONFIG", folder.toString());
    }

    private static GitClient git(ServerConfig config) {
        var addresses = new AddressPolicy(config.sources().privateNetworks());
        return new GitClient(
                new GitConfig(addresses, config.sources().folders(), FolderLimits.DEFAULT, Duration.ofSeconds(30)));
    }

    /// Every part, also after one that did not close.
    private static void closeAll(Deque<AutoCloseable> closing) {
        while (!closing.isEmpty()) {
            var part = closing.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.error("{} did not close", part.getClass().getSimpleName(), e);
            }
        }
    }
}
