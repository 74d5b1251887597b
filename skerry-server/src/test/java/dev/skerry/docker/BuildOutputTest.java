package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.docker.BuildEvent.Said;
import dev.skerry.docker.BuildEvent.Step;
import dev.skerry.docker.BuildEvent.StepFailed;
import dev.skerry.docker.BuildEvent.StepFinished;
import dev.skerry.docker.BuildEvent.StepStarted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuildOutputTest {
    private static final String STARTED = "\"started\":\"2026-11-21T09:00:00Z\"";
    private static final String COMPLETED = STARTED + ",\"completed\":\"2026-11-21T09:00:01.25Z\"";
    private final List<BuildEvent> events = new ArrayList<>();
    private final BuildOutput output = new BuildOutput(events::add);

    @Test
    void tellsEachStepOnceHoweverOftenBuildKitDoes() {
        output.line("{\"vertexes\":[{\"digest\":\"a\",\"name\":\"[1/2] RUN  npm ci\"}]}");
        output.line("{\"vertexes\":[{\"digest\":\"a\",\"name\":\"[1/2] RUN  npm ci\"," + STARTED + "}]}");
        output.line("{\"vertexes\":[{\"digest\":\"a\",\"name\":\"[1/2] RUN  npm ci\"," + STARTED + "}]}");
        output.line("{\"vertexes\":[{\"digest\":\"a\",\"name\":\"[1/2] RUN  npm ci\"," + COMPLETED + "}]}");
        output.line("{\"vertexes\":[{\"digest\":\"a\",\"name\":\"[1/2] RUN  npm ci\"," + COMPLETED + "}]}");

        assertThat(events)
                .containsExactly(
                        new StepStarted(new Step(1, "[1/2] RUN npm ci")),
                        new StepFinished(new Step(1, "[1/2] RUN npm ci"), Duration.ofMillis(1250), false));
        assertThat(output.failedStep()).isEmpty();
    }

    @Test
    void numbersStepsInTheOrderTheyBegin() {
        output.line(
                "{\"vertexes\":[{\"digest\":\"a\",\"name\":\"A\"},{\"digest\":\"b\",\"name\":\"B\"," + STARTED + "}]}");
        output.line("{\"vertexes\":[{\"digest\":\"a\",\"name\":\"A\"," + COMPLETED + "}]}");
        output.line("{\"vertexes\":[{\"digest\":\"b\",\"name\":\"B\"," + COMPLETED + ",\"cached\":true}]}");

        assertThat(events)
                .containsExactly(
                        new StepStarted(new Step(1, "B")),
                        new StepStarted(new Step(2, "A")),
                        new StepFinished(new Step(2, "A"), Duration.ofMillis(1250), false),
                        new StepFinished(new Step(1, "B"), Duration.ofMillis(1250), true));
    }

    @Test
    void tellsWhatCameFromTheCache() {
        output.line("{\"vertexes\":[{\"digest\":\"a\",\"name\":\"FROM x\"," + COMPLETED + ",\"cached\":true}]}");

        assertThat(events).extracting(BuildEvent::text).containsExactly("FROM x", "FROM x (cached)");
    }

    @Test
    void putsTheLinesOfAStepTogether() {
        // "hel", "lo\nwor", "ld"
        output.line("{\"logs\":[{\"vertex\":\"a\",\"stream\":1,\"data\":\"aGVs\"}]}");
        output.line("{\"logs\":[{\"vertex\":\"a\",\"stream\":1,\"data\":\"bG8Kd29y\"}]}");
        output.line("{\"logs\":[{\"vertex\":\"a\",\"stream\":2,\"data\":\"bGQ=\"}]}");
        output.line("{\"vertexes\":[{\"digest\":\"a\",\"name\":\"RUN x\"," + COMPLETED + "}]}");

        assertThat(events).contains(new Said("hello"), new Said("world"));
    }

    @Test
    void tellsWhichStepFailedAndWhy() {
        output.line("{\"vertexes\":[{\"digest\":\"a\",\"name\":\"RUN x\"," + COMPLETED
                + ",\"error\":\"process did not complete successfully: exit code: 3\"}]}");

        assertThat(output.failedStep()).hasValue("RUN x");
        assertThat(events)
                .endsWith(new StepFailed(
                        new Step(1, "RUN x"),
                        Duration.ofMillis(1250),
                        "process did not complete successfully: exit code: 3"))
                .extracting(BuildEvent::text)
                .endsWith("RUN x failed: process did not complete successfully: exit code: 3");
    }

    @Test
    void leavesOutWhatOnlyBuildKitCaresFor() {
        output.line("{\"vertexes\":[{\"digest\":\"a\",\"name\":\"[internal] load .dockerignore\"," + STARTED + "}]}");
        output.line("{\"statuses\":[{\"id\":\"transferring context:\",\"vertex\":\"a\",\"current\":2}]}");

        assertThat(events).isEmpty();
    }

    @Test
    void passesPlainTextOnWithoutColours() {
        output.line("#5 [2/2] RUN x");
        output.line("\u001B[91mKilled\u001B[0m  ");
        output.line("   ");
        output.line("{\"json\": \"of a step\"}");
        output.line("{\"half a document");

        assertThat(events)
                .containsExactly(
                        new Said("#5 [2/2] RUN x"),
                        new Said("Killed"),
                        new Said("{\"json\": \"of a step\"}"),
                        new Said("{\"half a document"));
    }

    @Test
    void remembersTheLastLinesOnly() {
        for (var number = 0; number < 100; number++) {
            output.line("line " + number);
        }

        assertThat(output.lastLines()).hasSize(40).startsWith("line 60").endsWith("line 99");
    }

    @Test
    void cutsWhatIsLongerThanAnybodyReads() {
        output.line("x".repeat(1 << 20));
        output.line("{\"vertexes\":[{\"digest\":\"a\",\"name\":\"RUN " + "y".repeat(100_000) + "\"," + STARTED + "}]}");

        assertThat(events)
                .containsExactly(
                        new Said("x".repeat(BuildOutput.MAX_TEXT) + "..."),
                        new StepStarted(new Step(1, "RUN " + "y".repeat(BuildOutput.MAX_STEP - 4) + "...")));
        assertThat(output.lastLines()).allMatch(line -> line.length() <= BuildOutput.MAX_TEXT + 3);
    }
}
