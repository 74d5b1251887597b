package dev.skerry.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class UuidsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00.123Z");

    @Test
    void carriesItsTimeVersionAndVariant() {
        var id = Uuids.v7(NOW);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void sortsByTimeOfMaking() {
        assertThat(Uuids.v7(NOW).toString())
                .isLessThan(Uuids.v7(NOW.plusMillis(1)).toString());
    }

    @Test
    void isNeverTheSameTwice() {
        assertThat(Uuids.v7(NOW)).isNotEqualTo(Uuids.v7(NOW));
    }
}
