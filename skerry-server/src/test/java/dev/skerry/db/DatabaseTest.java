package dev.skerry.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatabaseTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final Database database = DATABASE.get();

    @BeforeAll
    static void makeTable() {
        DATABASE.get()
                .useTransaction(transaction -> transaction
                        .handle()
                        .execute("CREATE TABLE account (name text PRIMARY KEY, value int, at timestamptz)"));
    }

    @BeforeEach
    void fillTable() {
        database.useTransaction(transaction ->
                transaction.handle().execute("TRUNCATE account; INSERT INTO account VALUES ('a', 1), ('b', 1)"));
    }

    @Test
    void keepsWhatWasCommittedAndGivesTheResult() {
        var updated = database.inTransaction(transaction -> set(transaction, "a", 5));

        assertThat(updated).isEqualTo(1);
        assertThat(value("a")).isEqualTo(5);
    }

    @Test
    void keepsNothingOfWorkThatThrows() {
        assertThatThrownBy(() -> database.useTransaction(transaction -> {
                    set(transaction, "a", 5);
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no");

        assertThat(value("a")).isEqualTo(1);
    }

    @Test
    void runsHooksInOrderAfterTheCommitOnly() {
        var seen = new ArrayList<String>();

        database.useTransaction(transaction -> {
            transaction.afterCommit(() -> seen.add("first " + value("a")));
            transaction.afterCommit(() -> {
                throw new IllegalStateException("a hook's fault");
            });
            transaction.afterCommit(() -> seen.add("last"));
            set(transaction, "a", 7);
            assertThat(seen).isEmpty();
        });
        assertThatThrownBy(() -> database.useTransaction(transaction -> {
                    transaction.afterCommit(() -> seen.add("never"));
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(seen).containsExactly("first 7", "last");
    }

    @Test
    void refusesWritesWhileReading() {
        assertThatThrownBy(() -> database.read(handle -> handle.execute("DELETE FROM account")))
                .isInstanceOf(SkerryException.class)
                .hasMessageContaining("25006");
        assertThat(value("a")).isEqualTo(1);
    }

    @Test
    void refusesATransactionInsideAnother() {
        assertThatThrownBy(() -> database.useTransaction(transaction -> value("a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pass it on");
    }

    @Test
    void namesTheConstraintOfARowThatIsThereAlready() {
        assertThatThrownBy(() -> database.useTransaction(
                        transaction -> transaction.handle().execute("INSERT INTO account VALUES ('a', 2)")))
                .isInstanceOfSatisfying(
                        UniqueViolation.class, e -> assertThat(e.constraint()).isEqualTo("account_pkey"));
    }

    @Test
    void showsNoValuesInFailures() {
        assertThatThrownBy(() -> database.useTransaction(transaction -> transaction
                        .handle()
                        .createUpdate("INSERT INTO account VALUES (:name, 1)")
                        .bind("name", "a")
                        .execute()))
                .satisfies(e -> assertThat(chain(e)).noneMatch(line -> line.contains("(a)") || line.contains("name:")));
    }

    @Test
    void repeatsBothLosersOfADeadlock() throws Exception {
        var meeting = new CyclicBarrier(2);
        var attempts = new AtomicInteger();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = executor.submit(() -> addToBoth("a", "b", meeting, attempts));
            var two = executor.submit(() -> addToBoth("b", "a", meeting, attempts));
            one.get();
            two.get();
        }

        assertThat(attempts).hasValue(3);
        assertThat(List.of(value("a"), value("b"))).containsExactly(3, 3);
    }

    @Test
    void repeatsWorkWhoseConnectionBrokeBeforeTheCommit() {
        var attempts = new AtomicInteger();

        database.useTransaction(transaction -> {
            set(transaction, "a", 9);
            if (attempts.incrementAndGet() == 1) {
                terminate(transaction.handle());
            }
            set(transaction, "b", 9);
        });

        assertThat(attempts).hasValue(2);
        assertThat(List.of(value("a"), value("b"))).containsExactly(9, 9);
    }

    @Test
    void repeatsReadingThatBrokeAtItsEnd() {
        var attempts = new AtomicInteger();

        int read = database.read(handle -> {
            if (attempts.incrementAndGet() == 1) {
                terminate(handle);
            }
            return attempts.get();
        });

        assertThat(read).isEqualTo(2);
    }

    @Test
    void doesNotRepeatWorkWhoseCommitMayHaveHappened() {
        var attempts = new AtomicInteger();

        assertThatThrownBy(() -> database.useTransaction(transaction -> {
                    attempts.incrementAndGet();
                    set(transaction, "a", 9);
                    terminate(transaction.handle());
                }))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining("during a commit");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void endsAStatementThatTakesTooLong() {
        var impatient = DATABASE.config().withStatementTimeout(Duration.ofSeconds(1));
        try (var other = Database.openMigrated(impatient)) {
            assertThatThrownBy(() -> other.read(handle -> handle.execute("SELECT pg_sleep(60)")))
                    .isInstanceOfSatisfying(
                            SkerryException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
        }
    }

    @Test
    void worksInUtcUnlessToldOtherwise() {
        assertThat(database.read(DatabaseTest::zone)).isEqualTo("Pacific/Chatham");
        try (var other = Database.openMigrated(DATABASE.config())) {
            assertThat(other.read(DatabaseTest::zone)).isEqualTo("UTC");
        }
    }

    @Test
    void keepsInstantsWhateverTheZone() {
        var instant = Instant.parse("2026-03-29T01:30:00.123456Z");

        database.useTransaction(transaction -> transaction
                .handle()
                .createUpdate("UPDATE account SET at = :at")
                .bind("at", instant)
                .execute());

        var row = database.read(handle -> handle.createQuery("SELECT * FROM account WHERE name = 'a'")
                .map((results, _) -> List.of(
                        results.getObject("at", OffsetDateTime.class).toInstant(),
                        results.getTimestamp("at").toInstant()))
                .one());
        assertThat(row).containsOnly(instant);
        assertThat(one(Instant.class, "SELECT at FROM account WHERE name = 'a'"))
                .isEqualTo(instant);
        assertThat(one(String.class, "SELECT to_char(at AT TIME ZONE 'UTC', 'HH24:MI') FROM account WHERE name = 'a'"))
                .isEqualTo("01:30");
    }

    @Test
    void bringsAMigratedSchema() {
        Migrations.run(DATABASE.config());

        assertThat(one(Integer.class, "SELECT count(*) FROM installation")).isZero();
    }

    /// Else a database would be taken for current that is not, or Flyway be asked at each start.
    @Test
    void knowsHowManyMigrationsThereAreAndWhichIsTheNewest() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/db/migration"))) {
            var versions = files.map(file -> file.getFileName().toString())
                    .map(name -> Integer.parseInt(name.substring(1, name.indexOf('_'))))
                    .toList();
            assertThat(versions).hasSize(Migrations.COUNT);
            assertThat(Collections.max(versions)).hasToString(Migrations.NEWEST);
        }
    }

    private <T> T one(Class<T> type, String sql) {
        return database.read(handle -> handle.createQuery(sql).mapTo(type).one());
    }

    private boolean addToBoth(String first, String second, CyclicBarrier meeting, AtomicInteger attempts) {
        return database.inTransaction(transaction -> {
            add(transaction, first);
            if (attempts.incrementAndGet() <= 2) {
                await(meeting);
            }
            add(transaction, second);
            return true;
        });
    }

    private static void await(CyclicBarrier meeting) {
        try {
            meeting.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(Transaction transaction, String name) {
        transaction
                .handle()
                .createUpdate("UPDATE account SET value = value + 1 WHERE name = :name")
                .bind("name", name)
                .execute();
    }

    private static int set(Transaction transaction, String name, int value) {
        return transaction
                .handle()
                .createUpdate("UPDATE account SET value = :value WHERE name = :name")
                .bind("name", name)
                .bind("value", value)
                .execute();
    }

    private int value(String name) {
        return database.read(handle -> handle.createQuery("SELECT value FROM account WHERE name = :name")
                .bind("name", name)
                .mapTo(Integer.class)
                .one());
    }

    private static String zone(Handle handle) {
        return handle.createQuery("SHOW timezone").mapTo(String.class).one();
    }

    /// Ends the handle's connection from a second one.
    private void terminate(Handle handle) {
        var pid = handle.createQuery("SELECT pg_backend_pid()")
                .mapTo(Integer.class)
                .one();
        var ended = CompletableFuture.supplyAsync(
                () -> database.read(other -> other.createQuery("SELECT pg_terminate_backend(:pid, 5000)")
                        .bind("pid", pid)
                        .mapTo(Boolean.class)
                        .one()));
        assertThat(ended.join()).isTrue();
    }

    private static List<String> chain(Throwable failure) {
        var messages = new ArrayList<String>();
        for (var link = failure; link != null; link = link.getCause()) {
            messages.add(String.valueOf(link.getMessage()));
        }
        return messages;
    }
}
