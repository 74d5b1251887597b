package dev.skerry.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.monitoring.RequestCounts;
import dev.skerry.docker.OutputLine;
import dev.skerry.monitoring.Counting.Minute;
import dev.skerry.monitoring.Counting.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CountingTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Minute FIRST = new Minute("2c6f0b7e9d14", NOON);
    private static final List<OutputLine> LOG = List.of(
            line(NOON, 200),
            line(NOON, 404),
            line(NOON, 502),
            line(NOON.plusSeconds(59), 301),
            line(NOON.plusSeconds(60), 200));

    private final Counting counting = new Counting(new Place(Instant.EPOCH, 0));

    @Test
    void countsByMinuteAndStatus() {
        counting.begin();
        LOG.forEach(counting::take);
        counting.take(new OutputLine(OutputLine.Stream.STDERR, NOON.plusSeconds(61), AccessLineTest.GOOD));
        counting.take(line(NOON.plusSeconds(61), -1));

        var batch = counting.drain();

        assertThat(batch.tallies()).hasSize(2);
        var first = counts(batch, FIRST);
        assertThat(List.of(first.requests(), first.success(), first.redirect(), first.clientError()))
                .containsExactly(4L, 1L, 1L, 1L);
        assertThat(List.of(first.serverError(), first.aborted(), first.bytes())).containsExactly(1L, 0L, 4 * 1234L);
        assertThat(first.p50()).isEqualTo(20);
        var second = counts(batch, new Minute("2c6f0b7e9d14", NOON.plusSeconds(60)));
        assertThat(List.of(second.requests(), second.success(), second.aborted()))
                .containsExactly(2L, 1L, 1L);
    }

    @Test
    void countsEachLineOnceWhereverTheReadingBegins() {
        for (var stop = 0; stop <= LOG.size(); stop++) {
            var before = new Counting(new Place(Instant.EPOCH, 0));
            before.begin();
            LOG.subList(0, stop).forEach(before::take);
            var stored = before.drain();

            var after = new Counting(stored.place());
            var from = after.begin();
            LOG.stream().filter(line -> !line.time().isBefore(from.time())).forEach(after::take);
            after.begin();
            LOG.forEach(after::take);

            assertThat(count(stored) + count(after.drain()))
                    .as("stopped after %d", stop)
                    .isEqualTo(LOG.size());
        }
    }

    @Test
    void takesBackWhatCouldNotBeStored() {
        counting.begin();
        counting.take(LOG.getFirst());
        var batch = counting.drain();
        counting.take(LOG.get(1));

        counting.putBack(batch);

        var all = counting.drain();
        assertThat(count(all)).isEqualTo(2);
        assertThat(all.place()).isEqualTo(new Place(NOON, 2));
    }

    @Test
    void costsLittle() {
        counting.begin();
        var lines = 100_000;
        var begin = System.nanoTime();
        for (var i = 0; i < lines; i++) {
            counting.take(line(NOON.plusNanos(i), 200));
        }
        var perLine = Duration.ofNanos((System.nanoTime() - begin) / lines);

        assertThat(count(counting.drain())).isEqualTo(lines);
        assertThat(perLine).as("at 400 a second: %d ns each", perLine.toNanos()).isLessThan(Duration.ofMillis(1));
    }

    private static RequestCounts counts(Counting.Batch batch, Minute minute) {
        return Objects.requireNonNull(batch.tallies().get(minute)).view();
    }

    private static long count(Counting.Batch batch) {
        return batch.tallies().values().stream()
                .mapToLong(tally -> tally.requests)
                .sum();
    }

    private static OutputLine line(Instant time, int status) {
        return new OutputLine(
                OutputLine.Stream.STDOUT, time, AccessLineTest.GOOD.replace("\"status\":200", "\"status\":" + status));
    }
}
