package dev.skerry.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UuidsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00.123Z");

    @Test
    void carriesItsTimeVersionAndVariant() {
        var alone = NOW.minusSeconds(3600);

        var id = Uuids.v7(alone);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(alone.toEpochMilli());
    }

    @Test
    void sortsByTimeOfMaking() {
        assertThat(Uuids.v7(NOW).toString())
                .isLessThan(Uuids.v7(NOW.plusMillis(1)).toString());
    }

    @Test
    void sortsByOrderOfMakingWithinAMillisecondAndBeyondTheCounter() {
        var ids = Stream.generate(() -> Uuids.v7(NOW).toString()).limit(10_000).toList();

        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void staysInOrderWhenTheClockIsCorrectedAndFollowsOneThatIsSetBack() {
        var later = NOW.plusSeconds(60);
        var before = Uuids.v7(later);

        assertThat(Uuids.v7(later.minusMillis(200)).toString()).isGreaterThan(before.toString());
        assertThat(Uuids.v7(later.minusSeconds(30)).getMostSignificantBits() >>> 16)
                .isEqualTo(later.minusSeconds(30).toEpochMilli());
    }
}
