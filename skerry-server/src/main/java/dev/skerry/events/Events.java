package dev.skerry.events;

import dev.skerry.db.Transaction;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells subscribers in this process what a transaction has changed, after its commit and in the order of
/// publishing. News are for those who watch (browsers, caches): what must happen even after a crash is a job.
public final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final List<Subscriber<?>> subscribers = new CopyOnWriteArrayList<>();

    private record Subscriber<E extends Event>(Class<E> type, Consumer<? super E> consumer) {
        void offer(Event event) {
            if (type.isInstance(event)) {
                consumer.accept(type.cast(event));
            }
        }
    }

    /// Hands over each event of that class or interface until the subscription is closed. The consumer runs in
    /// the thread that published, which waits for it: only what the publisher's caller may count on takes time
    /// there.
    public <E extends Event> Subscription subscribe(Class<E> type, Consumer<? super E> consumer) {
        var subscriber = new Subscriber<>(type, consumer);
        subscribers.add(subscriber);
        return () -> subscribers.remove(subscriber);
    }

    /// Told once the transaction is committed; never told when it is rolled back.
    public void publish(Transaction transaction, Event event) {
        transaction.afterCommit(() -> tell(event));
    }

    private void tell(Event event) {
        for (var subscriber : subscribers) {
            try {
                subscriber.offer(event);
            } catch (RuntimeException e) {
                LOG.error("A subscriber to {} failed on {}", subscriber.type().getSimpleName(), event, e);
            }
        }
    }

    /// Takes a subscriber back.
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
