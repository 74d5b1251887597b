package dev.skerry.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.config.DatabaseConfig;
import dev.skerry.db.Database;
import dev.skerry.db.TestDatabase;
import dev.skerry.kernel.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Timeout(60)
class CrashTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Logger LOG = LoggerFactory.getLogger(CrashTest.class);
    private static final String RUNS = "runs ";
    private static final JobKind<Work> KIND =
            new JobKind<>("work", Work.class, Duration.ofMinutes(1), RetryPolicy.once(), 1);

    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    record Work(String text) {}

    @Test
    void takesUpAtOnceWhatThisNodeWasDoingWhenItWasKilled() throws Exception {
        killWhileRunning("first", "node-a");

        var start = Instant.now();
        try (var jobs = jobs(DATABASE.get(), "node-a", Duration.ofHours(1))) {
            jobs.handle(KIND, (work, context) -> seen.add(work.text() + " " + context.attempt()));
            jobs.start();

            assertThat(seen.take()).isEqualTo("first 1");
            LOG.info(
                    "Taken up {} ms after the start",
                    Duration.between(start, Instant.now()).toMillis());
        }
    }

    @Test
    void takesUpWhatAnotherNodeWasDoingWhenItsHeartbeatStops() throws Exception {
        killWhileRunning("second", "node-b");

        try (var jobs = jobs(DATABASE.get(), "node-c", Duration.ofMillis(50))) {
            jobs.handle(KIND, (work, _) -> seen.add(work.text()));
            jobs.start();

            assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo("second");
        }
    }

    private static void killWhileRunning(String text, String node) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var database = DATABASE.config();
        var process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashTest.class.getName(),
                        database.jdbcUrl(),
                        database.user(),
                        database.password().reveal(),
                        node,
                        text)
                .redirectErrorStream(true)
                .start();
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var line = reader.readLine();
            while (line != null && !line.equals(RUNS + text)) {
                line = reader.readLine();
            }
            assertThat(line).as("the other process runs the job").isEqualTo(RUNS + text);
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    /// The process that is killed.
    public static void main(String[] arguments) throws InterruptedException {
        var config = new DatabaseConfig(arguments[0], arguments[1], new Secret(arguments[2]));
        var database = Database.open(config);
        var jobs = jobs(database, arguments[3], Duration.ofMillis(50));
        jobs.handle(KIND, (work, context) -> {
            System.out.println(RUNS + work.text());
            context.cancellation().sleep(Duration.ofMinutes(5));
        });
        database.useTransaction(transaction -> jobs.enqueue(transaction, KIND, arguments[4], new Work(arguments[4])));
        jobs.start();
        new CountDownLatch(1).await();
    }

    private static Jobs jobs(Database database, String node, Duration heartbeat) {
        var config = new JobsConfig(node, 4, Duration.ofMillis(100), heartbeat, Duration.ofSeconds(1));
        return new Jobs(database, config, InstantSource.system());
    }
}
