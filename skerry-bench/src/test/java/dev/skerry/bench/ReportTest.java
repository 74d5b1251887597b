package dev.skerry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final ByteArrayOutputStream figures = new ByteArrayOutputStream();
    private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

    @Test
    void printsAnAlignedTableAtTheEnd() {
        var report = report(false);

        report.add(Figure.of("memory.jvm", "MB", 150));
        report.add(new Figure("deploy.total", "s", List.of(2.2), List.of(2.0)));
        assertThat(text(figures)).isEmpty();
        report.end();

        assertThat(text(figures).lines())
                .containsExactly(
                        "name          value  unit  baseline  ratio  runs  min  max",
                        "memory.jvm    150    MB                     1     150  150",
                        "deploy.total  2.2    s     2         1.1    1     2.2  2.2");
    }

    @Test
    void printsJsonAsSoonAsItIsKnownAndProgressElsewhere() {
        var report = report(true);

        report.say("run 1");
        report.add(Figure.of("memory.jvm", "MB", 150));

        assertThat(text(figures).lines()).hasSize(1).allMatch(line -> line.startsWith("{\"name\":\"memory.jvm\""));
        assertThat(text(progress)).isEqualToNormalizingNewlines("    run 1\n");
    }

    private Report report(boolean json) {
        return new Report(json, stream(figures), stream(progress));
    }

    private static PrintStream stream(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream from) {
        return from.toString(StandardCharsets.UTF_8);
    }
}
