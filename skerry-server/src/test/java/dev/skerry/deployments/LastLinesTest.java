package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LastLinesTest {
    @Test
    void keepsTheEnd() {
        var lines = new LastLines();
        for (var number = 1; number <= 12; number++) {
            lines.add("line " + number);
            lines.add(" ");
        }

        assertThat(lines.after("It failed."))
                .startsWith("It failed. Its last lines:\nline 3\n")
                .endsWith("line 12");
    }

    @Test
    void cutsALineWithoutEnd() {
        var lines = new LastLines();
        lines.add("x".repeat(100_000));

        assertThat(lines.after("It failed.")).hasSizeLessThan(600);
    }

    @Test
    void saysThatNothingWasWritten() {
        assertThat(new LastLines().after("It failed.")).isEqualTo("It failed. It wrote nothing.");
    }
}
