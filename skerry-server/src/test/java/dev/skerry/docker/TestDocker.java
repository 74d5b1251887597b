package dev.skerry.docker;

import dev.skerry.kernel.SkerryException;
import dev.skerry.process.Command;
import dev.skerry.process.Processes;
import java.time.Duration;
import java.util.Objects;

/// The engine the tests run against, and the image they run. A test without them fails: it never skips.
final class TestDocker {
    /// Debian's busybox, as `bin/test` makes it.
    private static final String SOURCE = "busybox:stable";

    static final String IMAGE = "skerry-test/busybox:1";
    private static final String ADVICE = "Run the tests by bin/test, which installs and starts what they need.";
    private static final Docker DOCKER = connect();

    private TestDocker() {}

    static Docker docker() {
        return DOCKER;
    }

    /// A Swarm that gives up on a network in use sooner than users would.
    static Swarm swarm() {
        var swarm = new DockerSwarm(DOCKER, Duration.ofSeconds(10));
        swarm.initialise("127.0.0.1");
        return swarm;
    }

    /// The docker command of `bin/test`, with its plugins.
    static Command command() {
        var command = Command.of(setting("SKERRY_DOCKER_COMMAND", "/usr/bin/docker"))
                .environment("DOCKER_HOST", DOCKER.host());
        var config = setting("DOCKER_CONFIG", "");
        return config.isEmpty() ? command : command.environment("DOCKER_CONFIG", config);
    }

    static boolean hasBuildx() {
        return Processes.works(BuildCommands.buildxVersion(command()));
    }

    private static String setting(String name, String otherwise) {
        return Objects.requireNonNullElse(System.getenv(name), otherwise);
    }

    private static Docker connect() {
        var docker = Docker.at(setting("DOCKER_HOST", "unix:///var/run/docker.sock"));
        try {
            docker.engine();
            docker.run(Call.post("tag", "images", SOURCE, "tag")
                    .query("repo", "skerry-test/busybox")
                    .query("tag", "1"));
        } catch (SkerryException e) {
            throw new AssertionError(e.getMessage() + " " + ADVICE, e);
        }
        return docker;
    }
}
