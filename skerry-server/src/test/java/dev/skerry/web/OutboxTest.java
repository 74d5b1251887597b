package dev.skerry.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final List<String> sent = new ArrayList<>();
    private final List<Runnable> acknowledgements = new ArrayList<>();

    @Test
    void sendsOneMessageAfterTheOther() {
        var outbox = new Outbox(2, (message, done, _) -> {
            sent.add(message);
            acknowledgements.add(done);
        });

        assertThat(outbox.offer("a")).isTrue();
        assertThat(outbox.offer("b")).isTrue();
        assertThat(sent).containsExactly("a");
        acknowledgements.getFirst().run();
        assertThat(sent).containsExactly("a", "b");
    }

    @Test
    void hasRoomForSomeMessagesOnly() {
        var outbox = new Outbox(2, (message, _, _) -> sent.add(message));

        assertThat(outbox.offer("on the wire")).isTrue();
        assertThat(outbox.offer("b")).isTrue();
        assertThat(outbox.offer("c")).isTrue();
        assertThat(outbox.offer("d")).isFalse();
    }

    @Test
    void doesNotPileUpCallsOnAWireThatIsDoneAtOnce() {
        var quick = new AtomicBoolean();
        var outbox = new Outbox(100_000, (message, done, _) -> {
            sent.add(message);
            if (quick.get()) {
                done.run();
            } else {
                acknowledgements.add(done);
            }
        });
        IntStream.range(0, 50_000).forEach(i -> outbox.offer("m" + i));

        quick.set(true);
        acknowledgements.getFirst().run();

        assertThat(sent).hasSize(50_000).endsWith("m49999");
    }

    @Test
    void forgetsWhatWaitsWhenTheWireIsCut() {
        var failures = new ArrayList<Runnable>();
        var outbox = new Outbox(1, (message, _, failed) -> failures.add(() -> failed.accept(new Exception("cut"))));
        outbox.offer("a");
        outbox.offer("b");

        failures.getFirst().run();

        assertThat(outbox.offer("c")).isTrue();
    }
}
