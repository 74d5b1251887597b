package dev.skerry.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrenceTest {
    @Test
    void runsAnIntervalAfterTheLastEnd() {
        var recurrence = new Recurrence.Every(Duration.ofMinutes(5));

        assertThat(recurrence.next(Instant.parse("2026-11-21T10:00:00Z")))
                .isEqualTo(Instant.parse("2026-11-21T10:05:00Z"));
    }

    @Test
    void refusesAnIntervalOfNothing() {
        assertThatThrownBy(() -> new Recurrence.Every(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T01:29:59Z, 2026-11-21T01:30:00Z, an hour ahead of UTC in winter",
        "2026-11-21T01:30:00Z, 2026-11-22T01:30:00Z, strictly after",
        "2026-03-28T02:00:00Z, 2026-03-29T01:30:00Z, half past two is skipped and becomes half past three",
        "2026-10-24T01:00:00Z, 2026-10-25T00:30:00Z, half past two comes twice and the first one counts",
        "2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z, and only the first one"
    })
    void runsOnceADayOnTheClocksOfItsZone(Instant after, Instant next, String why) {
        var recurrence = new Recurrence.Daily(LocalTime.of(2, 30), ZoneId.of("Europe/Berlin"));

        assertThat(recurrence.next(after)).as(why).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({"1, PT1S", "2, PT2S", "3, PT4S", "7, PT1M", "5000, PT1M"})
    void pausesTwiceAsLongEachTime(int failed, Duration pause) {
        var policy = new RetryPolicy(9, Duration.ofSeconds(1), Duration.ofMinutes(1));

        assertThat(policy.pauseAfter(failed)).isEqualTo(pause);
    }
}
