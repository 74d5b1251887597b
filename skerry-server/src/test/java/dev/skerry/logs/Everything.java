package dev.skerry.logs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads a log to its end.
final class Everything {
    private Everything() {}

    static List<Entry> of(ApplicationLog log, long place, Selection selection) throws IOException {
        var reader = new LogReader(log);
        var entries = new ArrayList<Entry>();
        for (var batch = reader.read(place, selection);
                !batch.lines().isEmpty();
                batch = reader.read(batch.next(), selection)) {
            batch.lines().forEach(line -> entries.add(line.entry()));
        }
        return entries;
    }
}
