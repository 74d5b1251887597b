package dev.skerry.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.router.Split.Weights;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {
    @ParameterizedTest
    @CsvSource({
        "1,   1,  50, 1,   1",
        "1,   1,  10, 9,   1",
        "1,   1,  99, 1,   99",
        "1,   1,  1,  99,  1",
        "4,   1,  10, 9,   4",
        "1,   3,  25, 9,   1",
        "3,   2,  50, 2,   3",
        "5,   5,  30, 7,   3",
        "1,   5,  1,  256, 1",
        "900, 1,  99, 1,   256",
    })
    void weighsServersSoThatTheirSideGetsItsShare(int others, int canaries, int percent, int other, int canary) {
        var split = new Split(servers(1, others), servers(2, canaries), percent);

        assertThat(split.weights()).isEqualTo(new Weights(other, canary));
    }

    @Test
    void comesWithinHalfAPercentForUpToTenServersOnASide() {
        for (int others = 1; others <= 10; others++) {
            for (int canaries = 1; canaries <= 10; canaries++) {
                for (int percent = 2; percent <= 98; percent++) {
                    var weights = new Split(servers(1, others), servers(2, canaries), percent).weights();
                    var canary = (double) weights.canary() * canaries;
                    assertThat(100 * canary / (canary + weights.other() * others))
                            .as("%d and %d, %d %%", others, canaries, percent)
                            .isBetween(percent - 2.0, percent + 2.0);
                }
            }
        }
    }

    @Test
    void weighsAllTheSameWhereThereIsOneSide() {
        assertThat(new Split(servers(1, 2), Set.of(), 10).weights()).isEqualTo(new Weights(100, 100));
        assertThat(new Split(Set.of(), servers(1, 2), 10).weights()).isEqualTo(new Weights(100, 100));
    }

    @Test
    void refusesNothingAllAndTheSameServerOnBothSides() {
        for (var percent : new int[] {0, 100}) {
            assertThatThrownBy(() -> new Split(servers(1, 1), servers(2, 1), percent))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Split(servers(1, 1), servers(1, 2), 10))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Set<ServerAddress> servers(int network, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new ServerAddress("10.%d.%d.%d".formatted(network, number / 250, number % 250), 80))
                .collect(Collectors.toSet());
    }
}
