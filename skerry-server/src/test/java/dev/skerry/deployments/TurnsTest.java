package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.db.Database;
import dev.skerry.db.TestDatabase;
import dev.skerry.jobs.JobKind;
import dev.skerry.jobs.Jobs;
import dev.skerry.jobs.JobsConfig;
import dev.skerry.jobs.RetryPolicy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Deployments in the real queue, on a machine whose memory the test decides.
@Timeout(60)
class TurnsTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final long NEEDED = 100;

    private final Database database = DATABASE.get();
    private final AtomicLong memory = new AtomicLong();
    private final Turns turns = new Turns(new TurnPolicy(2, NEEDED), () -> OptionalLong.of(memory.get()));
    private final JobKind<Named> kind =
            new JobKind<>("turn-" + UUID.randomUUID(), Named.class, Duration.ofMinutes(5), RetryPolicy.once(), turns);
    private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
    private final Map<String, CountDownLatch> ends = new ConcurrentHashMap<>();
    private final Jobs jobs = new Jobs(
            database,
            new JobsConfig(
                    "node-" + UUID.randomUUID(),
                    8,
                    Duration.ofMillis(100),
                    Duration.ofSeconds(5),
                    Duration.ofMillis(100)),
            InstantSource.system());

    record Named(String name) {}

    @BeforeEach
    void start() {
        jobs.handle(kind, (named, context) -> {
            begun.add(named.name());
            while (!await(end(named.name()))) {
                context.cancellation().check();
            }
        });
        jobs.start();
    }

    @AfterEach
    void stop() {
        jobs.close();
    }

    @Test
    void letsTheSecondBeginWhenTheFirstEndsWhereMemoryIsShort() throws Exception {
        memory.set(NEEDED - 1);
        enqueue("first");
        assertThat(begun.take()).isEqualTo("first");
        enqueue("second");
        awaitHeld("0 MB of memory are available");
        assertThat(begun).isEmpty();

        end("first").countDown();

        assertThat(begun.take()).isEqualTo("second");
        end("second").countDown();
    }

    @Test
    void letsTheSecondBeginBesideTheFirstWhenMemoryIsBack() throws Exception {
        memory.set(NEEDED - 1);
        enqueue("first");
        assertThat(begun.take()).isEqualTo("first");
        enqueue("second");
        awaitHeld("0 MB of memory are available");
        assertThat(begun).isEmpty();

        memory.set(NEEDED);

        assertThat(begun.take()).isEqualTo("second");
        awaitHeld("2 deployments run");
        end("first").countDown();
        end("second").countDown();
        awaitHeld("");
    }

    @Test
    void asksWhetherSomeWaitOnlyWhileNoneMayBegin() throws Exception {
        var asked = new ArrayList<Integer>();
        turns.tell(() -> count(asked, 1));
        assertThat(asked).isEmpty();

        enqueue("first");
        assertThat(begun.take()).isEqualTo("first");
        awaitHeld("0 MB of memory are available");
        turns.tell(() -> count(asked, 0));

        assertThat(asked).containsExactly(0);
        end("first").countDown();
    }

    private static int count(List<Integer> asked, int waiting) {
        asked.add(waiting);
        return waiting;
    }

    private void awaitHeld(String why) throws InterruptedException {
        while (why.isEmpty() ? !turns.why().isEmpty() : !turns.why().startsWith(why)) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private CountDownLatch end(String name) {
        return ends.computeIfAbsent(name, _ -> new CountDownLatch(1));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void enqueue(String name) {
        database.useTransaction(transaction -> jobs.enqueue(transaction, kind, name, new Named(name)));
    }
}
