package dev.skerry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessMemoryTest {
    @Test
    void readsTheShareOfAProcess() {
        var rollup = """
                55d0-7ffe ---p 00000000 00:00 0    [rollup]
                Rss:              210000 kB
                Pss:              204800 kB
                Pss_Anon:         180000 kB
                """;

        assertThat(ProcessMemory.pssKilobytes(rollup)).isEqualTo(204_800);
    }

    @Test
    void readsThisProcess() {
        assertThat(ProcessMemory.pssKilobytes(ProcessHandle.current().pid())).isPositive();
    }
}
