package dev.skerry.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistogramTest {
    private final Histogram histogram = new Histogram();

    @Test
    void hasNoPercentileOfNothing() {
        assertThat(histogram.percentile(50)).isNull();
    }

    @Test
    void tellsTheBoundOfThePercentilesBucket() {
        for (var i = 1; i <= 100; i++) {
            histogram.add(i);
        }

        assertThat(histogram.percentile(50)).isEqualTo(50);
        assertThat(histogram.percentile(95)).isEqualTo(100);
        assertThat(histogram.percentile(1)).isEqualTo(1);
    }

    @Test
    void takesWhatIsSlowerThanAllBoundsForTheLast() {
        histogram.add(0);
        histogram.add(86_400_000);

        assertThat(histogram.percentile(50)).isEqualTo(1);
        assertThat(histogram.percentile(99)).isEqualTo(60_000);
    }

    @Test
    void survivesBeingWrittenDownAndAdded() {
        histogram.add(17);
        var both = Histogram.of(histogram.written());
        both.add(histogram);
        both.add(400);

        assertThat(both.percentile(66)).isEqualTo(20);
        assertThat(both.percentile(99)).isEqualTo(400);
        assertThat(Histogram.of(new Long[] {3L}).percentile(50))
                .as("of fewer buckets")
                .isEqualTo(1);
    }
}
