package dev.skerry.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.SkerryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessesTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void passesArgumentsUntouched() {
        var hostile = "$(touch /tmp/x); `id` \"quoted\" 'single' *";

        assertThat(Processes.output(Command.of("echo", hostile), LONG, Cancellation.never()))
                .containsExactly(hostile);
    }

    @Test
    void givesOutputAndErrorsInOrderAndTheExitCode() {
        var lines = new ArrayList<String>();

        var code = Processes.run(
                Command.of("sh", "-c", "echo out; echo err >&2; exit 3"), LONG, Cancellation.never(), lines::add);

        assertThat(code).isEqualTo(3);
        assertThat(lines).isEqualTo(List.of("out", "err"));
    }

    @Test
    void endsLinesAsReadersOfTextDo() {
        assertThat(Processes.output(
                        Command.of("printf", "a\\r\\nb\\rc\\n\\nd\\r\\n\\r\\ne"), LONG, Cancellation.never()))
                .containsExactly("a", "b", "c", "", "d", "", "e");
    }

    @Test
    void cutsALineThatHasNoEndAndGoesOnWithTheNext() {
        var script = "head -c 300000000 /dev/zero | tr '\\0' x; echo; echo next";
        var lines = new ArrayList<String>();

        var code = Processes.run(Command.of("sh", "-c", script), LONG, Cancellation.never(), lines::add);

        assertThat(code).isZero();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .hasSizeLessThan(BoundedLines.MAX_LINE + 100)
                .startsWith("xxx")
                .endsWith("(line cut after 1048576 characters)");
        assertThat(lines.getLast()).isEqualTo("next");
    }

    @Test
    void keepsTheServersEnvironmentToItself() {
        var command = Command.of("env").environment("GIVEN", "yes");

        assertThat(Processes.output(command, LONG, Cancellation.never()))
                .contains("GIVEN=yes")
                .noneMatch(line -> line.startsWith("JAVA_HOME="));
    }

    @Test
    void saysWhichProgramIsMissing() {
        assertThatThrownBy(() -> Processes.output(Command.of("no-such-program"), LONG, Cancellation.never()))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining("no-such-program");
    }

    @Test
    void killsTheWholeTreeWhenCancelled() {
        var cancellation = new Cancellation();
        var command = Command.of("sh", "-c", "sleep 987 & echo $!; wait");

        assertThatThrownBy(() -> Processes.run(command, LONG, cancellation, line -> {
                    cancellation.cancel("enough");
                    assertThat(line).isNotEmpty();
                }))
                .isInstanceOf(CancelledException.class)
                .hasMessage("enough");
        assertThat(ProcessHandle.allProcesses()
                        .map(handle -> handle.info().commandLine().orElse("")))
                .noneMatch(line -> line.equals("sleep 987") || line.endsWith("/sleep 987"));
    }

    @Test
    void stopsWhatTakesTooLong() {
        assertThatThrownBy(() -> Processes.run(
                        Command.of("sleep", "60"), Duration.ofMillis(100), Cancellation.never(), line -> {}))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
    }
}
