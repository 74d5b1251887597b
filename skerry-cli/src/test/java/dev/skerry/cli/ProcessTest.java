package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.catalogue.DeploymentRows;
import dev.skerry.api.catalogue.RunRows;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The program as a process of its own.
class ProcessTest {
    private static final String DEPLOYMENT = """
            {"id": "%s", "application": "notes", "number": 7, "status": "building", "steps": []}""".formatted(SampleAnswers.ID);

    private static final String RUN = """
            {"id": "%s", "application": "notes", "status": "running", "command": ["sleep"]}""".formatted(SampleAnswers.ID);
    private static final String CANCELLED = """
            {"id": "%s", "status": "cancelled", "error": "cancelled on request",
             "finishedAt": "2026-11-21T10:00:00Z"}""".formatted(SampleAnswers.ID);

    private final FakeSkerry server = new FakeSkerry();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void writesUtf8WhateverTheLocale() throws IOException, InterruptedException {
        server.answer(DeploymentRows.LIST_RELEASES, "{\"items\": [{\"version\": 1, \"image\": \"grün-\u4f60\"}]}");
        var process = start("releases", "notes");
        assertThat(text(process.inputReader(StandardCharsets.UTF_8)))
                .contains("grün-\u4f60")
                .doesNotContain("\u001b");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void asksNobodyWhenItHasNoTerminal() throws IOException, InterruptedException {
        var process = start("env", "unset", "notes", "A");
        assertThat(text(process.errorReader(StandardCharsets.UTF_8))).contains("say --yes to do it");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void readsSecretsFromStandardInputWhenItHasNoTerminal() throws IOException, InterruptedException {
        var process = start("env", "set", "notes", "DB_PASSWORD");
        try (var writer = process.outputWriter(StandardCharsets.UTF_8)) {
            writer.write("pässword\n");
        }
        assertThat(process.waitFor()).isZero();
        assertThat(server.onlyCall().operation()).isEqualTo("variables.set");
    }

    @Test
    void detachesFromADeploymentOnCtrlC() throws IOException, InterruptedException {
        server.answer(DeploymentRows.DEPLOY, DEPLOYMENT)
                .answer(DeploymentRows.GET, DEPLOYMENT)
                .endlessStream(DeploymentRows.LOG, List.of("""
                        {"offset": 1, "time": "2026-11-21T10:00:00Z", "source": "build", "text": "Step 1/4"}"""));
        var process = start("deploy", "notes");
        var out = process.inputReader(StandardCharsets.UTF_8);
        assertThat(out.readLine()).startsWith("Following deployment 7 of notes");
        assertThat(out.readLine()).endsWith("build | Step 1/4");

        interrupt(process);

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCode.DETACHED.number());
        assertThat(text(process.errorReader(StandardCharsets.UTF_8)))
                .isEqualTo("\nDetached: deployment 7 of notes goes on. Come back: skerry deployments log %s; "
                                .formatted(SampleAnswers.ID)
                        + "stop it: skerry deployments cancel %s\n".formatted(SampleAnswers.ID));
    }

    @Test
    void stopsARunOnCtrlCAndEndsWithItsError() throws IOException, InterruptedException {
        server.answer(RunRows.START, RUN)
                .answer(RunRows.GET, CANCELLED)
                .answer(RunRows.CANCEL, RUN)
                .pausedStream(RunRows.LOG, List.of("""
                        {"offset": 1, "time": "2026-11-21T10:00:00Z", "source": "stdout", "text": "begun"}"""), RunRows.CANCEL);
        var process = start("run", "notes", "--", "sleep", "-1");
        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("begun");

        interrupt(process);

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCode.FAILED.number());
        assertThat(text(process.errorReader(StandardCharsets.UTF_8)))
                .isEqualTo("\nStopping the run; Ctrl-C again leaves it alone.\nerror: cancelled on request\n");
    }

    @Test
    void leavesARunAloneOnTheSecondCtrlC() throws IOException, InterruptedException {
        server.answer(RunRows.START, RUN).answer(RunRows.CANCEL, RUN).endlessStream(RunRows.LOG, List.of("""
                        {"offset": 1, "time": "2026-11-21T10:00:00Z", "source": "stdout", "text": "begun"}"""));
        var process = start("run", "notes", "--", "sleep", "-1");
        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("begun");
        var errors = process.errorReader(StandardCharsets.UTF_8);

        interrupt(process);
        assertThat(errors.readLine()).isEmpty();
        assertThat(errors.readLine()).startsWith("Stopping the run");
        interrupt(process);

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCode.DETACHED.number());
        assertThat(text(errors)).contains("Detached: the run goes on", "skerry runs log " + SampleAnswers.ID);
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private Process start(String... arguments) throws IOException {
        // Who runs tests in the background has them ignore SIGINT, and so would the command.
        var command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().put("SKERRY_URL", server.url());
        builder.environment().put("SKERRY_TOKEN", FakeSkerry.TOKEN);
        builder.environment().put("LC_ALL", "C");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder.start();
    }

    private static String text(BufferedReader reader) {
        return reader.lines().map(line -> line + "\n").collect(Collectors.joining());
    }
}
