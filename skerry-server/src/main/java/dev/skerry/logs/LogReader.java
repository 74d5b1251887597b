package dev.skerry.logs;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// Reads a log while it grows and its oldest segments go.
record LogReader(ApplicationLog log) {
    /// A node's clock may be so much ahead of ours.
    private static final Duration CLOCKS = Duration.ofSeconds(60);

    private static final int LINES = 500;
    private static final int LETTERS = 1 << 20;

    /// Lines that were read.
    ///
    /// @param next where to go on
    record Batch(List<Line> lines, long next) {}

    /// @param offset the place behind it
    record Line(long offset, Entry entry) {}

    private record Span(Segment segment, long from, long until) {}

    /// Reads some lines behind a place. There are none in the whole log when there are none in the batch.
    Batch read(long after, Selection selection) throws IOException {
        var lines = new ArrayList<Line>();
        var stop = log.end();
        var place = Math.min(after, stop);
        while (place < stop && lines.isEmpty()) {
            var segment = log.segmentAt(place);
            if (segment.isEmpty()) {
                return new Batch(lines, stop);
            }
            var until = Math.min(stop, log.endOf(segment.get()));
            place = isPast(segment.get(), selection)
                    ? until
                    : read(new Span(segment.get(), Math.max(place, segment.get().start()), until), selection, lines);
        }
        return new Batch(lines, place);
    }

    private static long read(Span span, Selection selection, List<Line> lines) throws IOException {
        var letters = 0;
        try (var scan = span.segment().scan(span.from(), span.until())) {
            for (var entry = scan.next(); entry != null; entry = scan.next()) {
                if (selection.admits(entry)) {
                    lines.add(new Line(scan.place(), entry));
                    letters += entry.text().length();
                    if (lines.size() == LINES || letters > LETTERS) {
                        return scan.place();
                    }
                }
            }
            return span.until();
        } catch (NoSuchFileException e) {
            return span.until(); // it was the oldest, and went
        }
    }

    /// The place behind which the last lines of a selection stand, so many of them.
    long tail(Selection selection, int count) throws IOException {
        if (count == 0) {
            return log.end();
        }
        var left = count;
        for (var segment : log.newestFirst()) {
            if (isPast(segment, selection)) {
                break;
            }
            var starts = starts(segment, selection, left);
            left -= starts.size();
            if (left == 0) {
                return starts.getFirst();
            }
        }
        return 0;
    }

    /// The places at which the last lines of a segment begin.
    private ArrayDeque<Long> starts(Segment segment, Selection selection, int count) throws IOException {
        var starts = new ArrayDeque<Long>();
        try (var scan = segment.scan(segment.start(), log.endOf(segment))) {
            var before = scan.place();
            for (var entry = scan.next(); entry != null; entry = scan.next()) {
                if (selection.admits(entry)) {
                    starts.addLast(before);
                    if (starts.size() > count) {
                        starts.removeFirst();
                    }
                }
                before = scan.place();
            }
            return starts;
        } catch (NoSuchFileException e) {
            return new ArrayDeque<>(); // it was the oldest, and went
        }
    }

    /// Whether nothing in it is new enough: no line of a file is newer than its last change.
    private static boolean isPast(Segment segment, Selection selection) throws IOException {
        if (selection.since() == null) {
            return false;
        }
        try {
            return segment.changedAt().plus(CLOCKS).isBefore(selection.since());
        } catch (NoSuchFileException e) {
            return true;
        }
    }
}
