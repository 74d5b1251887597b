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
    private static final int POLLS_PER_SIGN_OF_LIFE = 25;

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
        for (var polls = 1; ; polls++) {
            var seen = look.apply(last);
            for (var item : seen.items()) {
                last = offset.applyAsLong(item);
                if (!receiver.accept(last, item)) {
                    return;
                }
            }
            if (seen.items().isEmpty()) {
                if (seen.ended() || (polls % POLLS_PER_SIGN_OF_LIFE == 0 && !receiver.isOpen())) {
                    return;
                }
                patience.sleep(POLL);
            }
        }
    }
}
