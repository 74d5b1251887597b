package dev.skerry.logs;

import dev.skerry.logs.Entry.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How much a task may write in a second, by the times of its lines: what is beyond is left out, and a note says how
/// much that was. Pure.
final class Allowance {
    static final int LINES = 2_000;
    static final int LETTERS = 1 << 20;
    private static final int SOURCES = 500;
    private final Map<String, Second> seconds = new HashMap<>();

    private static final class Second {
        private final long number;
        private int lines;
        private long letters;
        private int dropped;
        private Instant last;

        Second(Entry first) {
            this.number = first.time().getEpochSecond();
            this.last = first.time();
        }

        private boolean admits(Entry line) {
            lines++;
            letters += line.text().length();
            last = line.time();
            if (dropped > 0 || lines > LINES || letters > LETTERS) {
                dropped++;
                return false;
            }
            return true;
        }

        private Optional<Entry> note(int generation, String source) {
            return dropped == 0
                    ? Optional.empty()
                    : Optional.of(new Entry(
                            Kind.NOTE,
                            last,
                            generation,
                            source,
                            "%d lines are left out here: a task may write %d lines or 1 MB a second"
                                    .formatted(dropped, LINES)));
        }
    }

    /// @param note on what was left out of the second before, to be stored first
    /// @param admitted whether the line is to be stored
    record Verdict(Optional<Entry> note, boolean admitted) {}

    Verdict judge(Entry line) {
        var second = seconds.get(line.source());
        var note = Optional.<Entry>empty();
        // The streams of a task are not in step: a line of a second that is over counts with the present one.
        if (second == null || line.time().getEpochSecond() > second.number) {
            note = second == null ? note : second.note(line.generation(), line.source());
            second = new Second(line);
            bound();
            seconds.put(line.source(), second);
        }
        return new Verdict(note, second.admits(line));
    }

    /// The notes on seconds that ended before that time, and that no line has come after.
    List<Entry> overdue(int generation, Instant before) {
        var notes = new ArrayList<Entry>();
        seconds.entrySet().removeIf(entry -> {
            var isOver = entry.getValue().number < before.getEpochSecond();
            if (isOver) {
                entry.getValue().note(generation, entry.getKey()).ifPresent(notes::add);
            }
            return isOver;
        });
        return notes;
    }

    private void bound() {
        if (seconds.size() > SOURCES) {
            seconds.values().removeIf(second -> second.dropped == 0);
        }
    }
}
