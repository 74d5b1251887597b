package dev.skerry.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.db.Database;
import dev.skerry.db.TestDatabase;
import dev.skerry.db.Transaction;
import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class JobsTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final RetryPolicy THREE_TIMES = new RetryPolicy(3, Duration.ofMinutes(1), Duration.ofMinutes(90));

    private final Database database = DATABASE.get();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T10:00:00Z"));
    private final JobKind<Greeting> kind =
            new JobKind<>("greet-" + UUID.randomUUID(), Greeting.class, LONG, THREE_TIMES, 2);
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final Jobs jobs = jobs("node-" + UUID.randomUUID());

    record Greeting(String name, Instant at) {}

    @AfterEach
    void stop() {
        jobs.close();
    }

    @Test
    void runsAJobOnceAfterItsTransaction() throws Exception {
        jobs.handle(
                kind,
                (greeting, context) -> seen.add("%s %s %s %d"
                        .formatted(greeting.name(), greeting.at(), context.instanceId(), context.attempt())));
        jobs.start();

        database.useTransaction(transaction -> {
            assertThat(jobs.enqueue(transaction, kind, "one", new Greeting("Ann", clock.instant())))
                    .isTrue();
            assertThat(seen).isEmpty();
        });

        assertThat(seen.take()).isEqualTo("Ann 2026-11-21T10:00:00Z one 1");
        awaitGone("one");
    }

    @Test
    void forgetsAJobWhoseTransactionIsRolledBack() throws Exception {
        jobs.handle(kind, (greeting, _) -> seen.add(greeting.name()));
        jobs.start();

        assertThatThrownBy(() -> database.useTransaction(transaction -> {
                    jobs.enqueue(transaction, kind, "one", new Greeting("Ann", clock.instant()));
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        enqueue("two", "Bob");

        assertThat(seen.take()).isEqualTo("Bob");
        assertThat(seen).isEmpty();
    }

    @Test
    void leavesAnExistingJobAsItIsAndSaysSo() throws Exception {
        jobs.handle(kind, (greeting, _) -> seen.add(greeting.name()));

        assertThat(enqueue("one", "Ann")).isTrue();
        assertThat(enqueue("one", "Bob")).isFalse();
        jobs.start();

        assertThat(seen.take()).isEqualTo("Ann");
        awaitGone("one");
        assertThat(seen).isEmpty();
        assertThat(enqueue("one", "Cid")).isTrue();
    }

    @Test
    void letsTheSecondOfTwoAtOnceKnowWithoutAbortingIt() throws Exception {
        var inserted = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = executor.submit(() -> database.inTransaction(transaction -> {
                var isNew = jobs.enqueue(transaction, kind, "one", new Greeting("Ann", clock.instant()));
                inserted.countDown();
                awaitWaiter(transaction);
                return isNew;
            }));
            inserted.await();
            var second = executor.submit(() -> database.inTransaction(transaction -> {
                var isNew = jobs.enqueue(transaction, kind, "one", new Greeting("Bob", clock.instant()));
                jobs.enqueue(transaction, kind, "two", new Greeting("Bob", clock.instant()));
                return isNew;
            }));

            assertThat(first.get()).isTrue();
            assertThat(second.get()).isFalse();
        }
        assertThat(rows("two", "true")).hasSize(1);
    }

    @Test
    void runsAJobWhenItsTimeHasCome() throws Exception {
        jobs.handle(kind, (greeting, _) -> seen.add(greeting.name()));
        jobs.start();
        database.useTransaction(transaction -> {
            var later = clock.instant().plus(Duration.ofHours(2));
            jobs.enqueue(transaction, kind, "later", new Greeting("Ann", later), later);
        });
        enqueue("now", "Bob");
        assertThat(seen.take()).isEqualTo("Bob");

        clock.advance(Duration.ofHours(2));
        jobs.wake();

        assertThat(seen.take()).isEqualTo("Ann");
    }

    @Test
    void triesAFailedJobAgainWithGrowingPausesAndThenGivesItUp() throws Exception {
        jobs.handle(kind, new JobHandler<>() {
            @Override
            public void run(Greeting greeting, JobContext context) {
                seen.add("attempt " + context.attempt());
                throw new IllegalStateException("broken");
            }

            @Override
            public void giveUp(Greeting greeting, JobContext context, Throwable failure) {
                seen.add("given up: %s for %s".formatted(failure.getMessage(), greeting.name()));
            }
        });
        jobs.start();
        enqueue("one", "Ann");

        assertThat(seen.take()).isEqualTo("attempt 1");
        assertThat(awaitDue("one")).isEqualTo(Instant.parse("2026-11-21T10:01:00Z"));
        clock.advance(Duration.ofMinutes(1));
        jobs.wake();
        assertThat(seen.take()).isEqualTo("attempt 2");
        assertThat(awaitDue("one")).isEqualTo(Instant.parse("2026-11-21T10:03:00Z"));
        clock.advance(Duration.ofMinutes(2));
        jobs.wake();
        assertThat(seen.take()).isEqualTo("attempt 3");
        assertThat(seen.take()).isEqualTo("given up: broken for Ann");
        awaitGone("one");
    }

    @Test
    void runsNoMoreOfAKindAtOnceThanItAllows() throws Exception {
        var go = new CountDownLatch(1);
        var other = new JobKind<>("other-" + UUID.randomUUID(), Greeting.class, LONG, RetryPolicy.once(), 1);
        jobs.handle(kind, (greeting, context) -> {
            seen.add(greeting.name());
            await(go);
        });
        jobs.handle(other, (greeting, _) -> seen.add(greeting.name()));
        for (var name : List.of("a", "b", "c", "d")) {
            enqueue(name, name);
            clock.advance(Duration.ofSeconds(1));
        }
        jobs.start();
        assertThat(List.of(seen.take(), seen.take())).containsExactlyInAnyOrder("a", "b");

        database.useTransaction(
                transaction -> jobs.enqueue(transaction, other, "x", new Greeting("not blocked", clock.instant())));
        assertThat(seen.take()).isEqualTo("not blocked");
        assertThat(seen).isEmpty();
        go.countDown();

        assertThat(List.of(seen.take(), seen.take())).containsExactlyInAnyOrder("c", "d");
    }

    @Test
    void cancelsAWaitingJobWithTheTransaction() throws Exception {
        jobs.handle(kind, (greeting, _) -> seen.add(greeting.name()));
        enqueue("one", "Ann");

        assertThat(cancel("one")).isTrue();
        jobs.start();
        enqueue("two", "Bob");

        assertThat(seen.take()).isEqualTo("Bob");
        assertThat(seen).isEmpty();
    }

    @Test
    void cancelsARunningJobAndDoesNotTryItAgain() throws Exception {
        jobs.handle(kind, (greeting, context) -> {
            seen.add("runs");
            try {
                context.cancellation().sleep(LONG);
            } finally {
                seen.add("ended");
            }
        });
        jobs.start();
        enqueue("one", "Ann");
        assertThat(seen.take()).isEqualTo("runs");

        assertThat(cancel("one")).isFalse();

        assertThat(seen.take()).isEqualTo("ended");
        awaitGone("one");
    }

    @Test
    void countsAnAttemptBeyondItsDeadlineAsFailed() throws Exception {
        var hasty = new JobKind<>(kind.name(), Greeting.class, Duration.ofMillis(50), THREE_TIMES, 1);
        jobs.handle(hasty, (greeting, context) -> {
            seen.add("runs");
            context.cancellation().sleep(LONG);
        });
        jobs.start();
        enqueue("one", "Ann");

        assertThat(seen.take()).isEqualTo("runs");
        assertThat(awaitDue("one")).isEqualTo(Instant.parse("2026-11-21T10:01:00Z"));
    }

    @Test
    void tellsTheHandlerThatTheDeadlineWasOverAndTakesItsWordThatItIsDone() throws Exception {
        var hasty = new JobKind<>(kind.name(), Greeting.class, Duration.ofMillis(50), THREE_TIMES, 1);
        jobs.handle(hasty, (greeting, context) -> {
            try {
                context.cancellation().sleep(LONG);
            } catch (CancelledException e) {
                seen.add(e.getMessage() + " " + context.cancellation().isOverdue());
            }
        });
        jobs.start();
        enqueue("one", "Ann");

        assertThat(seen.take()).isEqualTo("The deadline of 50 ms was over. true");
        awaitGone("one");
    }

    @Test
    void leavesAJobThatAStopCutOffToTheNextStart() throws Exception {
        var node = "node-" + UUID.randomUUID();
        try (var first = jobs(node)) {
            first.handle(kind, (greeting, context) -> {
                seen.add("attempt " + context.attempt());
                context.cancellation().sleep(LONG);
            });
            enqueue("one", "Ann");
            first.start();
            assertThat(seen.take()).isEqualTo("attempt 1");
        }
        jobs.handle(kind, (greeting, context) -> seen.add("again, attempt " + context.attempt()));
        jobs.start();

        assertThat(seen.take()).isEqualTo("again, attempt 1");
    }

    @Test
    void repeatsARecurringJobWhateverBecomesOfOneRun() throws Exception {
        jobs.repeat(kind.name(), new Recurrence.Every(Duration.ofMinutes(5)), LONG, context -> {
            seen.add("swept");
            throw new IllegalStateException("broken");
        });
        jobs.start();

        clock.advance(Duration.ofMinutes(5));
        jobs.wake();
        assertThat(seen.take()).isEqualTo("swept");
        awaitDue("recurring");
        clock.advance(Duration.ofMinutes(5));
        jobs.wake();
        assertThat(seen.take()).isEqualTo("swept");
    }

    /// Returns when another transaction waits for a lock.
    private static void awaitWaiter(Transaction transaction) {
        boolean waits = false;
        while (!waits) {
            waits = transaction
                    .handle()
                    .createQuery("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
                    .mapTo(Boolean.class)
                    .one();
        }
    }

    private Jobs jobs(String node) {
        var config = new JobsConfig(node, 8, Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofMillis(100));
        return new Jobs(database, config, clock);
    }

    private boolean enqueue(String instanceId, String name) {
        return database.inTransaction(
                transaction -> jobs.enqueue(transaction, kind, instanceId, new Greeting(name, clock.instant())));
    }

    private boolean cancel(String instanceId) {
        return database.inTransaction(transaction -> jobs.cancel(transaction, kind, instanceId, "enough"));
    }

    private void awaitGone(String instanceId) throws InterruptedException {
        while (!rows(instanceId, "true").isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /// When it runs again, as soon as it is put back.
    private Instant awaitDue(String instanceId) throws InterruptedException {
        while (true) {
            var rows = rows(instanceId, "NOT picked");
            if (!rows.isEmpty()) {
                return rows.getFirst();
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private List<Instant> rows(String instanceId, String condition) {
        return database.read(handle -> handle.createQuery(
                        "SELECT execution_time FROM scheduled_tasks WHERE task_name = :kind AND task_instance = :id AND "
                                + condition)
                .bind("kind", kind.name())
                .bind("id", instanceId)
                .mapTo(Instant.class)
                .list());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
