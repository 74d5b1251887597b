package dev.skerry.deployments;

import java.util.ArrayDeque;
import java.util.Deque;

/// The end of what a process wrote, as a failure tells it. May be fed by one thread and read by another.
final class LastLines {
    static final int KEPT = 10;
    private static final int MAX_LENGTH = 500;

    private final Deque<String> lines = new ArrayDeque<>();

    synchronized void add(String line) {
        if (line.isBlank()) {
            return;
        }
        lines.addLast(line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...");
        if (lines.size() > KEPT) {
            lines.removeFirst();
        }
    }

    /// The sentence with the lines below it.
    synchronized String after(String sentence) {
        return lines.isEmpty()
                ? sentence + " It wrote nothing."
                : "%s Its last lines:\n%s".formatted(sentence, String.join("\n", lines));
    }
}
