package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.catalogue.RunRows;
import dev.skerry.api.runs.StartRun;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.Argument;
import dev.skerry.api.values.MemorySize;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunTest {
    private static final String ID = SampleAnswers.ID;

    private final FakeSkerry server = new FakeSkerry();
    private final Typist typist = Typist.at(server);

    @BeforeEach
    void acceptRuns() {
        server.answer(RunRows.START, run("\"status\": \"pending\"")).stream(
                RunRows.LOG, List.of(line(1, "stdout", "one"), line(2, "stderr", "two")));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void writesWhatTheCommandWritesAndEndsAsItDoes() {
        server.answer(RunRows.GET, run("\"exitCode\": 42, \"error\": \"It ended with exit code 42.\", " + finished()));

        assertThat(typist.types("run notes --memory 1g -- node -e x"))
                .isEqualTo(new Typist.Result(42, "one\n", "two\nerror: It ended with exit code 42.\n"));
        assertThat(server.calls().getFirst().input())
                .isEqualTo(new StartRun(
                        new ApplicationRef("notes"),
                        List.of(new Argument("node"), new Argument("-e"), new Argument("x")),
                        null,
                        new MemorySize("1g")));
    }

    @Test
    void passesOptionsBehindTheCommandOn() {
        server.answer(RunRows.GET, run("\"exitCode\": 0, " + finished()));
        assertThat(typist.types("run notes --memory 1g ls -la --json -- x").code())
                .isZero();
        assertThat(server.calls().getFirst().input())
                .isEqualTo(new StartRun(
                        new ApplicationRef("notes"),
                        List.of(
                                new Argument("ls"),
                                new Argument("-la"),
                                new Argument("--json"),
                                new Argument("--"),
                                new Argument("x")),
                        null,
                        new MemorySize("1g")));
    }

    @Test
    void endsWellWhenTheCommandDoes() {
        server.answer(RunRows.GET, run("\"exitCode\": 0, " + finished()));
        assertThat(typist.types("apps run notes -- ls")).isEqualTo(new Typist.Result(0, "one\n", "two\n"));
    }

    @Test
    void failsWhenTheCommandDidNotEndByItself() {
        server.answer(RunRows.GET, run("\"error\": \"It was stopped.\", " + finished()));
        assertThat(typist.types("run notes -- ls"))
                .isEqualTo(new Typist.Result(1, "one\n", "two\nerror: It was stopped.\n"));
    }

    @Test
    void detachesWhenAsked() {
        assertThat(typist.types("run notes -d -- ls")).isEqualTo(new Typist.Result(0, ID + "\n", ""));
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void writesTheEndAloneAsJson() {
        server.answer(RunRows.GET, run("\"exitCode\": 3, " + finished()));
        var result = typist.types("run notes --json -- ls");
        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out()).hasLineCount(1).contains("\"exitCode\":3");
    }

    private static String finished() {
        return "\"finishedAt\": \"2026-11-21T10:00:00Z\"";
    }

    private static String run(String more) {
        return "{\"id\": \"%s\", \"application\": \"notes\", %s}".formatted(ID, more);
    }

    private static String line(int offset, String stream, String text) {
        return """
                {"offset": %d, "time": "2026-11-21T10:00:00Z", "source": "%s", "text": "%s"}""".formatted(offset, stream, text);
    }
}
