package dev.skerry.events;

import dev.skerry.api.Feed;
import dev.skerry.kernel.Cancellation;
import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/// Delivers what is stored under rising offsets, from one on, until its source has ended and everything is delivered.
///
/// @param look what follows an offset
/// @param offset of a record
public record PolledFeed<T>(long after, LongFunction<Look<T>> look, ToLongFunction<T> offset) implements Feed<T> {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration IDLE_POLL = Duration.ofSeconds(1);
    private static final Duration LIVELY = Duration.ofSeconds(30);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);

    /// What is new, and whether anything may follow. Whether it has ended is read first, as the last records are stored
    /// before the end is.
    public record Look<T>(boolean ended, List<T> items) {
        public Look {
            items = List.copyOf(items);
        }
    }

    @Override
    public void deliver(Receiver<T> receiver) {
        var patience = Cancellation.never();
        var last = after;
        var heard = System.nanoTime();
        var sign = heard;
        while (true) {
            var seen = look.apply(last);
            for (var item : seen.items()) {
                last = offset.applyAsLong(item);
                if (!receiver.accept(last, item)) {
                    return;
                }
            }
            var now = System.nanoTime();
            if (now - sign >= SIGN_OF_LIFE.toNanos()) {
                if (!receiver.isOpen()) {
                    return;
                }
                sign = now;
            }
            if (!seen.items().isEmpty()) {
                heard = now;
            } else if (seen.ended()) {
                return;
            } else {
                patience.sleep(pause(Duration.ofNanos(now - heard)));
            }
        }
    }

    /// What has been silent for long is asked less often: each reader costs the database as many questions.
    static Duration pause(Duration silence) {
        return silence.compareTo(LIVELY) < 0 ? POLL : IDLE_POLL;
    }
}
