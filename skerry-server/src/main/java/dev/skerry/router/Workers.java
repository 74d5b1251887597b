package dev.skerry.router;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// HAProxy's processes, as `show proc` lists them: at most one worker that accepts connections, and older ones
/// that only finish theirs.
///
/// @param reloads how often the master was told to reload
/// @param failed how many of these in a row brought no new worker
/// @param current the worker that serves
/// @param old those from before a reload
record Workers(int reloads, int failed, Optional<Worker> current, List<Worker> old) {
    static final Workers NONE = new Workers(0, 0, Optional.empty(), List.of());

    private static final Pattern ROW = Pattern.compile(
            "(\\d+)\\s+(\\S+)\\s+(\\d+)(?:\\s+\\[failed: (\\d+)])?\\s+(\\d+)d(\\d+)h(\\d+)m(\\d+)s\\b.*");

    Workers {
        old = List.copyOf(old);
    }

    /// @param pid in the container's own count
    record Worker(long pid, Duration age) {}

    static Workers parse(String answer) {
        var reloads = 0;
        var failed = 0;
        var serving = new ArrayList<Worker>();
        var old = new ArrayList<Worker>();
        var finishing = false;
        for (var line : answer.lines().toList()) {
            var row = ROW.matcher(line.strip());
            if (!row.matches()) {
                finishing = line.startsWith("#") ? line.startsWith("# old workers") : finishing;
            } else if (row.group(2).equals("master")) {
                reloads = Integer.parseInt(row.group(3));
                failed = row.group(4) == null ? 0 : Integer.parseInt(row.group(4));
            } else if (row.group(2).equals("worker")) {
                (finishing ? old : serving).add(new Worker(Long.parseLong(row.group(1)), age(row)));
            }
        }
        return new Workers(reloads, failed, serving.stream().findFirst(), old);
    }

    private static Duration age(java.util.regex.Matcher row) {
        return Duration.ofDays(Long.parseLong(row.group(5)))
                .plusHours(Long.parseLong(row.group(6)))
                .plusMinutes(Long.parseLong(row.group(7)))
                .plusSeconds(Long.parseLong(row.group(8)));
    }
}
