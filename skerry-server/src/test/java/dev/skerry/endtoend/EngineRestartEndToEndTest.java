package dev.skerry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.applications.HealthCheck;
import dev.skerry.api.applications.Source;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.deployments.DeploymentView;
import dev.skerry.api.logs.RuntimeLine;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.GitUrl;
import dev.skerry.api.values.Retries;
import dev.skerry.api.values.Seconds;
import dev.skerry.api.values.UrlPath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Docker engine goes away and comes back, while an application serves, and while it is deployed.
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class EngineRestartEndToEndTest {
    private static final Logger LOG = LoggerFactory.getLogger(EngineRestartEndToEndTest.class);
    private static final Duration SERVES_WITHIN = Duration.ofMinutes(2);

    /// Long enough for an engine to come back meanwhile.
    private static final HealthCheck HEALTH = new HealthCheck.Http(
            new UrlPath("/health"),
            new HealthCheck.Timing(new Seconds(60), new Seconds(1), new Seconds(1), new Retries(3)));

    @TempDir
    private static Path folder;

    private static PrivateEngine engine;
    private static Installation installation;
    private static SampleRepository repository;
    private static ApplicationRef notes;

    /// How an engine goes.
    enum End {
        ORDERLY,
        KILLED
    }

    @BeforeAll
    static void install() throws IOException {
        engine = new PrivateEngine(folder.resolve("engine"));
        engine.load("skerry/router:1", "node:20-slim");
        installation = new Installation(folder, engine.host());
        repository = new SampleRepository("notes", folder.resolve("notes"));
        notes = installation.create("notes", new Source.Git(new GitUrl(repository.url()), null, null), HEALTH);
        installation.set(notes, "LOG_REQUESTS", "1");
        installation.deployed(notes);
    }

    @AfterAll
    static void remove() throws IOException {
        try (var _ = engine;
                var _ = installation) {
            LOG.info(
                    "The engine had {} containers",
                    engine.docker("ps", "--all", "--quiet").size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void servesAgainAndKeepsWhatIsWritten(End end) throws IOException {
        askFor("/before-" + end);
        awaitLine("/before-" + end);

        end(end);
        assertThat(installation.server().answers())
                .as("the server lives without an engine")
                .isTrue();
        engine.start();
        awaitServing(end + ": it serves again");

        askFor("/after-" + end);
        awaitLine("/after-" + end);
        awaitLine("/before-" + end);
    }

    @ParameterizedTest
    @EnumSource
    void finishesADeploymentThatWasUnderWay(End end) throws IOException {
        repository.change("changed-" + end + ".txt", "so that there is something to build");
        var deployment = installation.startDeployment(notes);
        assertThat(installation.hasSaid(deployment, "Starting release")).isTrue();

        end(end);
        engine.start();
        var view = installation.awaitEnd(deployment);

        LOG.info("{}: the deployment ended {} {}", end, view.status(), view.error());
        assertEndedWell(view);
        awaitServing(end + ": it serves after the deployment");
        installation.await("nothing else is left", () -> services() == 2);
    }

    private static void end(End how) {
        switch (how) {
            case ORDERLY -> engine.stop();
            case KILLED -> engine.kill();
        }
    }

    private static void assertEndedWell(DeploymentView view) {
        assertThat(view.status())
                .as("%s%n%s", view.error(), String.join("\n", installation.log(view.id())))
                .isEqualTo(DeploymentStatus.SUCCESS);
    }

    /// Web and worker of one generation.
    private static int services() {
        return engine.docker("service", "ls", "--quiet").size();
    }

    private static void awaitServing(String what) {
        var begin = System.nanoTime();
        while (installation.get("notes", "/health").status() != 200) {
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(what).isLessThan(SERVES_WITHIN);
            ServerProcess.pause();
        }
        LOG.info("{} {} ms after the engine answered", what, (System.nanoTime() - begin) / 1_000_000);
    }

    /// Until the application has answered: an engine that was killed ends, when it starts, the containers that outlived
    /// it, of which one may just have answered.
    private static void askFor(String path) {
        installation.await(
                "an answer to " + path, () -> installation.get("notes", path).status() == 404);
    }

    private static void awaitLine(String text) throws IOException {
        try {
            installation.await(
                    "the log has " + text,
                    () -> LogReading.all(installation.client(), notes, "web", null).stream()
                            .map(RuntimeLine::text)
                            .anyMatch(line -> line.contains(text)));
        } catch (AssertionError e) {
            throw new AssertionError(
                    "The server's log:\n" + installation.server().log(), e);
        }
    }
}
