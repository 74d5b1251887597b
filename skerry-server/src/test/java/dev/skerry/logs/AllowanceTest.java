package dev.skerry.logs;

import static dev.skerry.logs.Entries.NOON;
import static dev.skerry.logs.Entries.out;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private final Allowance allowance = new Allowance();

    @Test
    void leavesOutWhatIsBeyondAndSaysHowMuch() {
        assertThat(admitted(10_000, NOON)).isEqualTo(Allowance.LINES);

        var next = allowance.judge(out(NOON.plusSeconds(1), "web.1.aaaa", "next"));

        assertThat(next.admitted()).isTrue();
        assertThat(next.note().orElseThrow().text())
                .isEqualTo("8000 lines are left out here: a task may write 2000 lines or 1 MB a second");
        assertThat(next.note().orElseThrow().time()).isEqualTo(NOON);
    }

    @Test
    void countsLettersToo() {
        var large = "x".repeat(Allowance.LETTERS / 2);

        assertThat(allowance.judge(out(NOON, "web.1.aaaa", large)).admitted()).isTrue();
        assertThat(allowance.judge(out(NOON, "web.1.aaaa", large)).admitted()).isTrue();
        assertThat(allowance.judge(out(NOON, "web.1.aaaa", large)).admitted()).isFalse();
        assertThat(allowance.judge(out(NOON, "web.1.aaaa", "short")).admitted())
                .as("no line after one that is left out")
                .isFalse();
        assertThat(allowance.judge(out(NOON, "web.2.bbbb", large)).admitted()).isTrue();
    }

    @Test
    void saysHowMuchWasLeftOutOfATaskThatIsSilentSince() {
        admitted(Allowance.LINES + 3, NOON);

        assertThat(allowance.overdue(1, NOON)).isEmpty();
        assertThat(allowance.overdue(1, NOON.plusSeconds(1)))
                .extracting(Entry::text)
                .containsExactly("3 lines are left out here: a task may write 2000 lines or 1 MB a second");
        assertThat(allowance.overdue(1, NOON.plusSeconds(1))).isEmpty();
    }

    @Test
    void beginsEachSecondAnew() {
        assertThat(admitted(1500, NOON)).isEqualTo(1500);
        assertThat(admitted(1500, NOON.plusSeconds(1))).isEqualTo(1500);
    }

    private long admitted(int lines, Instant time) {
        return IntStream.range(0, lines)
                .filter(i ->
                        allowance.judge(out(time, "web.1.aaaa", "line " + i)).admitted())
                .count();
    }
}
