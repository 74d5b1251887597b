package dev.skerry.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.Feed;
import dev.skerry.api.catalogue.LogRows;
import dev.skerry.api.client.SkerryClient;
import dev.skerry.api.logs.ReadLogs;
import dev.skerry.api.logs.RuntimeLine;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.LineCount;
import dev.skerry.api.values.ProcessName;
import dev.skerry.api.values.SearchText;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Somebody who reads an application's log: what is there, or, until closed, what comes.
final class LogReading implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(60);
    private final List<RuntimeLine> lines = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean leaving;

    private LogReading(SkerryClient client, ReadLogs input) {
        this.thread = Thread.ofVirtual().start(() -> read(client, input, lines));
    }

    /// Begins to follow the log from now on.
    static LogReading following(SkerryClient client, ApplicationRef application) {
        return new LogReading(client, new ReadLogs(application, null, new LineCount(1), null, null, null, true));
    }

    /// Everything there is.
    static List<RuntimeLine> all(
            SkerryClient client, ApplicationRef application, @Nullable String process, @Nullable String search) {
        var input = new ReadLogs(
                application,
                null,
                new LineCount(10_000),
                null,
                process == null ? null : new ProcessName(process),
                search == null ? null : new SearchText(search),
                null);
        var lines = new CopyOnWriteArrayList<RuntimeLine>();
        client.call(LogRows.READ, input).deliver(receiver(lines));
        return lines;
    }

    /// Waits for a line with that text.
    RuntimeLine await(String text) {
        var end = System.nanoTime() + LONG.toNanos();
        while (true) {
            for (var line : lines) {
                if (line.text().contains(text)) {
                    return line;
                }
            }
            assertThat(System.nanoTime()).as("no '%s' in %s", text, lines).isLessThan(end);
            ServerProcess.pause();
        }
    }

    List<RuntimeLine> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        leaving = true;
        thread.interrupt();
    }

    private void read(SkerryClient client, ReadLogs input, List<RuntimeLine> into) {
        try {
            client.call(LogRows.READ, input).deliver(receiver(into));
        } catch (CancellationException e) {
            assertThat(leaving).isTrue();
        }
    }

    private static Feed.Receiver<RuntimeLine> receiver(List<RuntimeLine> lines) {
        return new Feed.Receiver<>() {
            @Override
            public boolean accept(long id, RuntimeLine line) {
                return lines.add(line);
            }

            @Override
            public boolean isOpen() {
                return true;
            }
        };
    }
}
