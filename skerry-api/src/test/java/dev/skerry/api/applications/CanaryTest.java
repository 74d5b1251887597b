package dev.skerry.api.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.values.InvalidValueException;
import dev.skerry.api.values.Seconds;
import dev.skerry.api.values.Share;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CanaryTest {
    @Test
    void takesWeightsInOrder() {
        assertThat(canary(null, 5, 20, 99).weights()).containsExactly(new Share(5), new Share(20), new Share(99));
    }

    @Test
    void refusesWeightsThatDoNotGrow() {
        for (var weights : new int[][] {
            {}, {50, 10}, {10, 10}, IntStream.rangeClosed(1, 11).toArray()
        }) {
            assertThatThrownBy(() -> canary(null, weights))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageContaining("must be 1 to 10 different shares, the smallest first");
        }
    }

    @Test
    void boundsTheTimeOfAllWeightsTogether() {
        assertThatCode(() -> canary(3600, 10)).doesNotThrowAnyException();
        assertThatCode(() -> canary(1, 10, 20)).doesNotThrowAnyException();
        for (var call : Stream.<Runnable>of(
                        () -> canary(0, 10),
                        () -> canary(3601, 10),
                        () -> canary(1801, 10, 20),
                        () -> new Canary(null, new Seconds(1801), null, null))
                .toList()) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageContaining("all weights together 3600 s at most");
        }
    }

    private static Canary canary(@Nullable Integer hold, int... weights) {
        var shares = IntStream.of(weights).mapToObj(Share::new).toList();
        return new Canary(List.copyOf(shares), hold == null ? null : new Seconds(hold), null, null);
    }
}
