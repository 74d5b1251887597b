package dev.skerry.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.ErrorCode;
import dev.skerry.db.Database;
import dev.skerry.db.EmbeddedPostgres;
import dev.skerry.db.ServerFolder;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class OutageTest {
    @RegisterExtension
    final ServerFolder folder = new ServerFolder();

    private static final JobKind<Work> KIND =
            new JobKind<>("work", Work.class, Duration.ofMinutes(1), RetryPolicy.once(), 1);

    record Work(String text) {}

    @Test
    void notesTheEndOfAJobAndTakesTheNextWhileTheServerIsKilled() throws Exception {
        var seen = new LinkedBlockingQueue<String>();
        try (var server = EmbeddedPostgres.start(folder.config());
                var database = Database.open(server.database());
                var jobs = new Jobs(database, new JobsConfig("node"), InstantSource.system())) {
            jobs.handle(KIND, (work, _) -> {
                seen.add(work.text());
                if (work.text().equals("first")) {
                    ServerFolder.kill(server.pid());
                }
            });
            jobs.start();
            enqueue(database, jobs, "first");
            assertThat(seen.take()).isEqualTo("first");

            enqueueOnce(database, jobs, "second", seen);

            assertThat(seen.take()).isEqualTo("second");
            while (count(database) > 0) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertThat(seen).as("nothing ran twice").isEmpty();
        }
    }

    private static void enqueue(Database database, Jobs jobs, String text) {
        database.useTransaction(transaction -> jobs.enqueue(transaction, KIND, text, new Work(text)));
    }

    /// The server may end while this is committed: then nobody knows whether it was, and has to look.
    private static void enqueueOnce(Database database, Jobs jobs, String text, Collection<String> seen) {
        try {
            enqueue(database, jobs, text);
        } catch (SkerryException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            while (!answers(database)) {
                Cancellation.never().sleep(Duration.ofMillis(20));
            }
            if (!isThere(database, text) && !seen.contains(text)) {
                enqueue(database, jobs, text);
            }
        }
    }

    private static boolean isThere(Database database, String text) {
        return database.read(
                handle -> handle.createQuery("SELECT EXISTS (SELECT FROM scheduled_tasks WHERE task_instance = :text)")
                        .bind("text", text)
                        .mapTo(Boolean.class)
                        .one());
    }

    private static boolean answers(Database database) {
        try {
            return count(database) >= 0;
        } catch (SkerryException e) {
            return false;
        }
    }

    private static int count(Database database) {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM scheduled_tasks")
                .mapTo(Integer.class)
                .one());
    }
}
