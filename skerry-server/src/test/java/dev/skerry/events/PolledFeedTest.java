package dev.skerry.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.Feed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolledFeedTest {
    @Test
    void asksLessOftenWhatHasBeenSilentForLong() {
        assertThat(PolledFeed.pause(Duration.ZERO)).isEqualTo(Duration.ofMillis(200));
        assertThat(PolledFeed.pause(Duration.ofSeconds(29))).isEqualTo(Duration.ofMillis(200));
        assertThat(PolledFeed.pause(Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void deliversEverythingBehindAnOffsetUntilTheEnd() {
        var heard = new ArrayList<Long>();

        feed().deliver(receiver(heard, Long.MAX_VALUE));

        assertThat(heard).containsExactly(3L, 4L, 5L);
    }

    @Test
    void endsWhenItsReaderDoes() {
        var heard = new ArrayList<Long>();

        feed().deliver(receiver(heard, 4));

        assertThat(heard).containsExactly(3L, 4L);
    }

    /// Of the numbers up to five, two at a time.
    private static PolledFeed<Long> feed() {
        return new PolledFeed<>(
                2,
                last -> new PolledFeed.Look<>(
                        last >= 3,
                        List.of(last + 1, last + 2).stream()
                                .filter(number -> number <= 5)
                                .toList()),
                number -> number);
    }

    private static Feed.Receiver<Long> receiver(List<Long> heard, long until) {
        return new Feed.Receiver<>() {
            @Override
            public boolean accept(long id, Long number) {
                heard.add(number);
                return number < until;
            }

            @Override
            public boolean isOpen() {
                return true;
            }
        };
    }
}
