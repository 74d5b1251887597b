package dev.skerry.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineNewsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String START = new Labels(Map.of()).toString();
    private static final String NOTHING = "nothing";

    private final FakeSwarm swarm = new FakeSwarm();
    private final Cancellation stopping = new Cancellation();
    private final Ear one = new Ear();
    private final Ear other = new Ear();

    /// Writes down what it hears.
    private static final class Ear implements EngineNews.Listener {
        private final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public void hear(Labels labels) {
            heard.add(labels.toString());
        }

        @Override
        public void hearNothing() {
            heard.add(NOTHING);
        }
    }

    @AfterEach
    void stop() {
        stopping.cancel("the test is over");
    }

    @Test
    void tellsEverybodyThatNobodyTellsAndListensAgain() {
        swarm.failNext("listen", new SkerryException(ErrorCode.UNAVAILABLE, "away"));
        follow();

        awaitHeard(NOTHING, START);
    }

    @Test
    void goesOnAfterWhatCannotBeUnderstood() {
        swarm.failNext("listen", new IllegalStateException("no JSON"));
        follow();

        awaitHeard(NOTHING, START);
    }

    @Test
    void tellsEverybodyWhatHappens() {
        follow();
        awaitHeard(START);
        var labels = Labels.of("it", "happened");
        swarm.createNetwork(new NetworkSpec("n", labels));

        swarm.createService(TestSpecs.service("s", "n", labels, "app"));

        awaitHeard(START, labels.toString());
    }

    @Test
    void endsWhenItIsToStop() throws InterruptedException {
        var following = follow();
        awaitHeard(START);

        stopping.cancel("enough");

        assertThat(following.join(LONG)).isTrue();
        assertThat(swarm.isListenedTo()).isFalse();
    }

    private Thread follow() {
        var news = new EngineNews(swarm, List.of(one, other));
        return Thread.ofVirtual().start(() -> news.follow(stopping));
    }

    private void awaitHeard(String... words) {
        for (var ear : List.of(one, other)) {
            assertThat(Polling.until(LONG, Cancellation.never(), () -> ear.heard.size() >= words.length))
                    .as("%s", ear.heard)
                    .isTrue();
            assertThat(ear.heard).containsExactly(words);
        }
    }
}
