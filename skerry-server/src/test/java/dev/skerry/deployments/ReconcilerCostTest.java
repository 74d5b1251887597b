package dev.skerry.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.skerry.db.TestDatabase;
import dev.skerry.deployments.Generation.State;
import dev.skerry.docker.Labels;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a round costs while nothing happens, on a real PostgreSQL, and with Docker and router in memory. With
/// `-Dskerry.cost.applications=1000` it measures how it grows.
class ReconcilerCostTest {
    private static final Logger LOG = LoggerFactory.getLogger(ReconcilerCostTest.class);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int APPLICATIONS = Integer.getInteger("skerry.cost.applications", 100);
    private static final int ROUNDS = 300;

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    private Path folder;

    /// Of this thread, for one round.
    private record Cost(long cpuMicros, long kilobytes) {}

    @Test
    void costsNextToNothingHoweverManyApplicationsRun() {
        var engine = new ReconcilerFixture(DATABASE.get(), folder);
        for (int i = 0; i < APPLICATIONS; i++) {
            engine.generation(engine.application("app-" + i), 1, State.LIVE);
        }
        for (int i = 0; i < 6; i++) {
            engine.reconciler.run();
        }
        engine.reconciler.hear(new Labels(Map.of()));
        engine.clock.advance(Duration.ofSeconds(3));
        engine.reconciler.round();
        engine.reconciler.round();

        var idle = measure(ROUNDS, engine.reconciler::round);
        var everything = measure(20, engine.reconciler::run);
        var changed = measure(5, () -> {
            engine.execute("UPDATE generations SET changed_at = changed_at");
            engine.assembly.edge.catchUp();
        });

        LOG.info(
                "{} applications: an idle round {}, a look at all {}, after a change {}",
                APPLICATIONS,
                idle,
                everything,
                changed);
        assertThat(idle.kilobytes()).isLessThan(64);
        assertThat(everything.kilobytes()).isLessThan(40L * APPLICATIONS);
    }

    private static Cost measure(int times, Runnable work) {
        var cpu = THREADS.getCurrentThreadCpuTime();
        var bytes = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < times; i++) {
            work.run();
        }
        return new Cost(
                (THREADS.getCurrentThreadCpuTime() - cpu) / 1000 / times,
                (THREADS.getCurrentThreadAllocatedBytes() - bytes) / 1024 / times);
    }
}
