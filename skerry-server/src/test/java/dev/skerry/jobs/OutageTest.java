package dev.skerry.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.db.Database;
import dev.skerry.db.EmbeddedPostgres;
import dev.skerry.db.ServerFolder;
import java.time.Duration;
import java.time.InstantSource;
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

            enqueue(database, jobs, "second");

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

    private static int count(Database database) {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM scheduled_tasks")
                .mapTo(Integer.class)
                .one());
    }
}
