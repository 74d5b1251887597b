package dev.skerry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.skerry.api.Feed;
import dev.skerry.api.applications.ApplicationInput;
import dev.skerry.api.applications.DeleteApplication;
import dev.skerry.api.applications.SetVariables;
import dev.skerry.api.applications.VariableView;
import dev.skerry.api.catalogue.ApplicationRows;
import dev.skerry.api.catalogue.RunRows;
import dev.skerry.api.catalogue.VariableRows;
import dev.skerry.api.deployments.DeploymentStatus;
import dev.skerry.api.deployments.LogLine;
import dev.skerry.api.projects.SetEnvironmentVariables;
import dev.skerry.api.projects.SetProjectVariables;
import dev.skerry.api.projects.UnsetProjectVariable;
import dev.skerry.api.runs.FollowRun;
import dev.skerry.api.runs.RunInput;
import dev.skerry.api.runs.RunStatus;
import dev.skerry.api.runs.RunView;
import dev.skerry.api.runs.StartRun;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.Argument;
import dev.skerry.api.values.EnvironmentRef;
import dev.skerry.api.values.ProjectRef;
import dev.skerry.api.values.RunId;
import dev.skerry.api.values.VariableName;
import dev.skerry.api.values.VariableValue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Variables of three levels reach a process and nobody else; commands run once beside it, and through a crash.
class VariablesAndRunsEndToEndTest {
    private static final String PASSWORD = "hunter22-of-the-test";
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final ProjectRef PROJECT = new ProjectRef("default");

    @TempDir
    private static Path folder;

    private static Installation installation;
    private static SampleRepository repository;
    private static ApplicationRef notes;

    @BeforeAll
    static void deployWithVariablesOfThreeLevels() throws IOException {
        installation = new Installation(folder);
        repository = new SampleRepository("notes", folder.resolve("notes"));
        repository.append("Dockerfile", "RUN echo the password is " + PASSWORD + "\n");
        notes = installation.create("notes", repository);
        setHost();
        installation
                .client()
                .call(
                        VariableRows.SET_OF_ENVIRONMENT,
                        new SetEnvironmentVariables(
                                new EnvironmentRef("default.production"), values("PASSWORD", PASSWORD), null));
        set("URL", "pg://${{PASSWORD}}@${{project.HOST}}/notes", true);
        set("SHOW_ENV", "URL,HOST", true);
        set("TOKEN", "another-secret", null);
        var deployment = installation.deployed(notes);

        assertThat(installation.log(deployment.id()))
                .anyMatch(line -> line.endsWith("the password is ***"))
                .noneMatch(line -> line.contains(PASSWORD));
    }

    @AfterAll
    static void remove() throws IOException {
        installation.close();
    }

    @Test
    void givesAProcessWhatItsVariablesReferToAndNothingElse() {
        assertThat(installation.get("notes", "/api/info").body())
                .contains("\"URL\":\"pg://%s@db.internal/notes\"".formatted(PASSWORD))
                .contains("\"HOST\":null");

        var variables = installation
                .client()
                .call(VariableRows.LIST, new ApplicationInput(notes))
                .items();
        assertThat(variables)
                .filteredOn(VariableView::plain)
                .extracting(VariableView::name, VariableView::value)
                .containsExactly(
                        tuple("SHOW_ENV", "URL,HOST"), tuple("URL", "pg://${{PASSWORD}}@${{project.HOST}}/notes"));
        assertThat(variables)
                .filteredOn(variable -> !variable.plain())
                .extracting(VariableView::value)
                .containsExactly((String) null);
    }

    @Test
    void failsADeploymentThatRefersToWhatIsGone() {
        installation
                .client()
                .call(VariableRows.UNSET_OF_PROJECT, new UnsetProjectVariable(PROJECT, new VariableName("HOST")));
        try {
            var ended = installation.deploy(notes);

            assertThat(ended.status()).isEqualTo(DeploymentStatus.FAILED);
            assertThat(ended.steps().getLast().name()).isEqualTo("release");
            assertThat(ended.error())
                    .contains("'URL' of application 'default.production.notes' refers to ${{project.HOST}}")
                    .contains("skerry projects env set default HOST=...");
            assertThat(installation.get("notes", "/api/info").body()).contains("pg://" + PASSWORD);
        } finally {
            setHost();
        }
    }

    @Test
    void runsACommandWithTheConfigurationOfTheRelease() throws IOException {
        var run = start(
                "console.log(process.env.SKERRY_PROCESS, process.env.URL); console.error('bad'); process.exit(3)");

        assertThat(output(run)).containsExactlyInAnyOrder("stdout run ***", "stderr bad");
        var ended = awaitEnd(run);
        assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.error()).isEqualTo("It ended with exit code 3.");
        assertThat(ended.release()).isEqualTo(1);
        awaitNoContainer();
    }

    @Test
    void tellsThatThereIsNoSuchProgram() throws IOException {
        var run = start(List.of("no-such-program"));

        assertThat(output(run)).anyMatch(line -> line.contains("no-such-program"));
        assertThat(awaitEnd(run).error()).isEqualTo("It ended with exit code 127: the image has no such program.");
        awaitNoContainer();
    }

    @Test
    void stopsARunThatIsCancelled() throws IOException {
        var run = start("console.log('begun'); setInterval(() => {}, 1000)");
        awaitLine(run, "stdout begun");

        installation.client().call(RunRows.CANCEL, new RunInput(run));

        assertThat(awaitEnd(run).status()).isEqualTo(RunStatus.CANCELLED);
        awaitNoContainer();
    }

    @Test
    void endsTheRunsOfAnApplicationThatIsDeleted() throws IOException {
        var doomed = installation.create("doomed", new SampleRepository("notes", folder.resolve("doomed")));
        installation.deployed(doomed);
        var run = start(doomed, List.of("node", "-e", "console.log('begun'); setInterval(() => {}, 1000)"));
        awaitLine(run, "stdout begun");

        installation.client().call(ApplicationRows.DELETE, new DeleteApplication(doomed, null, null));

        var ended = awaitEnd(run);
        assertThat(ended.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(ended.error()).isEqualTo("The application was deleted.");
        awaitNoContainer();
    }

    @Test
    void followsARunThroughACrashAndEndsTheOneWhoseContainerIsGone() throws IOException {
        var lasting =
                start("console.log('begun'); process.on('SIGUSR2', () => { console.log('ended'); process.exit(0) })"
                        + "; setInterval(() => {}, 1000)");
        var lost = start("console.log('begun'); setInterval(() => {}, 1000)");
        awaitLine(lasting, "stdout begun");
        awaitLine(lost, "stdout begun");

        installation.server().kill();
        Leftovers.docker("rm", "--force", "skerry-run-" + lost);
        installation.server().startAgain();
        Leftovers.docker("kill", "--signal", "USR2", "skerry-run-" + lasting);

        assertThat(output(lasting)).containsExactly("stdout begun", "stdout ended");
        assertThat(awaitEnd(lasting).exitCode()).isZero();
        var ended = awaitEnd(lost);
        assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
        assertThat(ended.error()).startsWith("Its container is gone");
        awaitNoContainer();
    }

    private static void setHost() {
        installation
                .client()
                .call(
                        VariableRows.SET_OF_PROJECT,
                        new SetProjectVariables(PROJECT, values("HOST", "db.internal"), true));
    }

    private static void set(String name, String value, @Nullable Boolean plain) {
        installation.client().call(VariableRows.SET, new SetVariables(notes, values(name, value), plain));
    }

    private static Map<VariableName, VariableValue> values(String name, String value) {
        return Map.of(new VariableName(name), new VariableValue(value));
    }

    private static RunId start(String script) {
        return start(List.of("node", "-e", script));
    }

    private static RunId start(List<String> command) {
        return start(notes, command);
    }

    private static RunId start(ApplicationRef application, List<String> command) {
        var arguments = command.stream().map(Argument::new).toList();
        return installation
                .client()
                .call(RunRows.START, new StartRun(application, arguments, null, null))
                .id();
    }

    private static RunView awaitEnd(RunId run) {
        var deadline = System.nanoTime() + SOON.toNanos();
        var view = installation.client().call(RunRows.GET, new RunInput(run));
        while (!view.status().isFinal()) {
            assertThat(System.nanoTime()).as("still %s", view).isLessThan(deadline);
            ServerProcess.pause();
            view = installation.client().call(RunRows.GET, new RunInput(run));
        }
        return view;
    }

    /// All of it, until the run has ended.
    private static List<String> output(RunId run) {
        var lines = new ArrayList<String>();
        follow(run, line -> !lines.add(line));
        return lines;
    }

    private static void awaitLine(RunId run, String wanted) {
        follow(run, wanted::equals);
    }

    private static void follow(RunId run, Predicate<String> isEnough) {
        installation.client().call(RunRows.LOG, new FollowRun(run, null)).deliver(new Feed.Receiver<LogLine>() {
            @Override
            public boolean accept(long offset, LogLine line) {
                return !isEnough.test(line.source() + " " + line.text());
            }

            @Override
            public boolean isOpen() {
                return true;
            }
        });
    }

    private static void awaitNoContainer() throws IOException {
        var deadline = System.nanoTime() + SOON.toNanos();
        var instance = installation.server().instance();
        while (containers(instance).findAny().isPresent()) {
            assertThat(System.nanoTime()).as("containers of runs").isLessThan(deadline);
            ServerProcess.pause();
        }
    }

    private static Stream<String> containers(String instance) {
        return Leftovers.containers(instance).stream().filter(name -> name.startsWith("skerry-run-"));
    }
}
