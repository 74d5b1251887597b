package dev.skerry.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.db.Database;
import dev.skerry.db.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventsTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final Database database = DATABASE.get();
    private final Events events = new Events();
    private final List<Event> seen = new ArrayList<>();

    private sealed interface LampEvent extends Event {
        record Lit(String lamp) implements LampEvent {}

        record Broke(String lamp) implements LampEvent {}
    }

    private record DoorOpened() implements Event {}

    @Test
    void tellsAfterTheCommitInTheOrderOfPublishing() {
        events.subscribe(Event.class, seen::add);

        database.useTransaction(transaction -> {
            events.publish(transaction, new LampEvent.Lit("a"));
            events.publish(transaction, new DoorOpened());
            assertThat(seen).isEmpty();
        });

        assertThat(seen).containsExactly(new LampEvent.Lit("a"), new DoorOpened());
    }

    @Test
    void tellsNothingOfWhatWasRolledBack() {
        events.subscribe(Event.class, seen::add);

        assertThatThrownBy(() -> database.useTransaction(transaction -> {
                    events.publish(transaction, new DoorOpened());
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(seen).isEmpty();
    }

    @Test
    void tellsASubscriberOnlyWhatItAskedFor() {
        events.subscribe(LampEvent.class, seen::add);

        publish(new DoorOpened(), new LampEvent.Broke("a"));

        assertThat(seen).containsExactly(new LampEvent.Broke("a"));
    }

    @Test
    void tellsTheOthersWhenOneSubscriberFails() {
        events.subscribe(Event.class, _ -> {
            throw new IllegalStateException("a subscriber's fault");
        });
        events.subscribe(Event.class, seen::add);

        publish(new DoorOpened());

        assertThat(seen).containsExactly(new DoorOpened());
    }

    @Test
    void stopsTellingWhenTheSubscriptionIsClosed() {
        try (var _ = events.subscribe(Event.class, seen::add)) {
            publish(new LampEvent.Lit("a"));
        }
        publish(new LampEvent.Lit("b"));

        assertThat(seen).containsExactly(new LampEvent.Lit("a"));
    }

    private void publish(Event... all) {
        database.useTransaction(transaction -> List.of(all).forEach(event -> events.publish(transaction, event)));
    }
}
