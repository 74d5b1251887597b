package dev.skerry.logs;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Feed;
import dev.skerry.api.logs.ReadLogs;
import dev.skerry.api.logs.RuntimeLine;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.CancelledException;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/// Delivers lines of an application's log; when following, until the reader leaves or the application is gone.
final class RuntimeFeed implements Feed<RuntimeLine> {
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);
    private static final int TAIL = 100;

    private final ApplicationLog log;
    private final LogReader reader;
    private final ReadLogs input;
    private final Selection selection;
    private final BooleanSupplier isThere;
    private final Cancellation stopping;

    /// @param isThere whether the reader may still read this application's log
    /// @param stopping ends following without an end of the stream, so that the reader comes back
    RuntimeFeed(ApplicationLog log, ReadLogs input, Instant now, BooleanSupplier isThere, Cancellation stopping) {
        this.log = log;
        this.reader = new LogReader(log);
        this.input = input;
        this.isThere = isThere;
        this.stopping = stopping;
        var since = input.since();
        var process = input.process();
        var search = input.search();
        this.selection = Selection.of(
                since == null || input.after() != null ? null : since.from(now),
                process == null ? null : process.value(),
                search == null ? null : search.value());
    }

    @Override
    public void deliver(Receiver<RuntimeLine> receiver) {
        try {
            deliver(receiver, begin());
        } catch (IOException e) {
            throw new SkerryException(ErrorCode.INTERNAL, "Cannot read the log: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted");
        }
    }

    private void deliver(Receiver<RuntimeLine> receiver, long from) throws IOException, InterruptedException {
        var place = from;
        var sign = System.nanoTime();
        while (true) {
            var batch = reader.read(place, selection);
            for (var line : batch.lines()) {
                if (!receiver.accept(line.offset(), view(line))) {
                    return;
                }
            }
            place = batch.next();
            if (batch.lines().isEmpty()) {
                if (!Boolean.TRUE.equals(input.follow())) {
                    return;
                }
                stopping.check();
                log.awaitBeyond(place, SIGN_OF_LIFE);
            }
            // Also of a log that grows all the time by lines that were not asked for.
            if (System.nanoTime() - sign >= SIGN_OF_LIFE.toNanos()) {
                if (!(receiver.isOpen() && isThere.getAsBoolean())) {
                    return;
                }
                sign = System.nanoTime();
            }
        }
    }

    /// The place behind which the first line stands that was asked for.
    private long begin() throws IOException {
        var after = input.after();
        if (after != null) {
            return after.value();
        }
        var tail = input.tail();
        if (tail == null) {
            return input.since() == null ? reader.tail(selection, TAIL) : 0;
        }
        return reader.tail(selection, tail.value());
    }

    private static RuntimeLine view(LogReader.Line line) {
        var entry = line.entry();
        return new RuntimeLine(line.offset(), entry.time(), entry.source(), stream(entry.kind()), entry.text());
    }

    private static RuntimeLine.Stream stream(Entry.Kind kind) {
        return switch (kind) {
            case STDOUT -> RuntimeLine.Stream.STDOUT;
            case STDERR -> RuntimeLine.Stream.STDERR;
            case NOTE, PLACES -> RuntimeLine.Stream.NOTE;
        };
    }
}
