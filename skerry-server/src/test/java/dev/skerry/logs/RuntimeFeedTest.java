package dev.skerry.logs;

import static dev.skerry.logs.Entries.NOON;
import static dev.skerry.logs.Entries.out;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.Feed;
import dev.skerry.api.logs.ReadLogs;
import dev.skerry.api.logs.RuntimeLine;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.SearchText;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RuntimeFeedTest {
    @TempDir
    private Path folder;

    private final AtomicBoolean writing = new AtomicBoolean(true);

    /// Whether the reader still may read is asked there.
    @Test
    @Timeout(60)
    void looksAfterAReaderWhoseSearchFindsNothingInALogThatNeverRests() throws Exception {
        var log = new ApplicationLog(folder, new LogBounds(1 << 20, Duration.ofDays(7)), new SettableClock(NOON));
        var writer = Thread.ofVirtual().start(() -> write(log));
        var asked = new AtomicBoolean();
        var input = new ReadLogs(
                new ApplicationRef("notes"), null, null, null, null, new SearchText("never written"), true);

        new RuntimeFeed(log, input, NOON, () -> true, Cancellation.never()).deliver(new Feed.Receiver<>() {
            @Override
            public boolean accept(long id, RuntimeLine line) {
                throw new AssertionError("was not asked for: " + line);
            }

            @Override
            public boolean isOpen() {
                asked.set(true);
                return false;
            }
        });

        writing.set(false);
        writer.join();
        assertThat(asked).isTrue();
    }

    private void write(ApplicationLog log) {
        try {
            while (writing.get()) {
                log.append(List.of(out("again")));
                Thread.sleep(Duration.ofMillis(1));
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
