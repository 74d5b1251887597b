package dev.skerry.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.values.ProcessName;
import dev.skerry.kernel.SkerryException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcfileTest {
    @Test
    void readsProcessesInTheirOrder() {
        var procfile = Procfile.parse("""
                \ufeff# what runs
                web: node src/web.js --title 'My notes'

                worker:exec node src/worker.js $QUEUE\r
                release : node src/release.js: now
                """);

        assertThat(procfile.processes())
                .containsExactly(
                        new Procfile.ProcessType(
                                "web",
                                "node src/web.js --title 'My notes'",
                                List.of("node", "src/web.js", "--title", "My notes")),
                        new Procfile.ProcessType(
                                "worker",
                                "exec node src/worker.js $QUEUE",
                                List.of("/bin/sh", "-c", "exec node src/worker.js $QUEUE")),
                        new Procfile.ProcessType(
                                "release", "node src/release.js: now", List.of("node", "src/release.js:", "now")));
        assertThat(procfile.process("worker")).isPresent();
        assertThat(procfile.process("clock")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "web: a\\nweb: b | line 2 names 'web' again, as line 1 does",
                "\\n\\nnot a process | line 3 is not of the form",
                "web | line 1 is not of the form",
                ": a | line 1 is not of the form",
                "web: | line 1 has no command",
                "Web: a | line 1 has a name that is not allowed",
                "1web: a | line 1 has a name that is not allowed",
                "-web: a | line 1 has a name that is not allowed",
                "web: a\\nmy_worker: b | line 2 has a name that is not allowed, 'my_worker': it must be 1 to 30 lower-case",
                "w;b: a | line 1 has a name that is not allowed",
                "../web: a | line 1 has a name that is not allowed",
                "web: 'a | line 1 has a quote that is not closed",
                "web: a\\0b | line 1 holds control characters",
                "# nothing | names 0 processes",
            })
    void saysWhichLineIsAtFault(String text, String fault) {
        var written = text.replace("\\n", "\n").replace("\\0", "\u0000");

        assertThatThrownBy(() -> Procfile.parse(written))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNPROCESSABLE))
                .hasMessageStartingWith("The Procfile ")
                .hasMessageContaining(fault);
    }

    @Test
    void namesOnlyWhatSettingsAndServicesCanBeNamed() {
        var procfile = Procfile.parse("web: a\nnight-job2: b\n");

        assertThat(procfile.processes().stream().map(process -> new ProcessName(process.name())))
                .containsExactly(new ProcessName("web"), new ProcessName("night-job2"));
    }

    @Test
    void boundsWhatItReads() {
        assertThatThrownBy(() -> Procfile.parse("x".repeat(1_000_000))).hasMessageContaining("longer than");
        assertThatThrownBy(() -> Procfile.parse("%s: a\n".formatted("x".repeat(31))))
                .hasMessageContaining("not allowed");
    }
}
