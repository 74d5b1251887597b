package dev.skerry.logs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// One record of a log's file, which is one line of text there: kind, time in nanoseconds since 1970, generation,
/// source, text, with a space between. Line feeds of the text are escaped, so that a reader finds its place anywhere.
///
/// @param generation of the service whose task wrote it
/// @param source the task's name, a word
record Entry(Kind kind, Instant time, int generation, String source, String text) {
    private static final long NANOS = 1_000_000_000L;
    private static final int PARTS = 5;

    /// What it is: a line of a task, a note of Skerry's about lines of a task, or where each stream stood when the
    /// file was begun.
    enum Kind {
        STDOUT('o'),
        STDERR('e'),
        NOTE('n'),
        PLACES('p');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }
    }

    Entry {
        if (source.isEmpty() || source.chars().anyMatch(letter -> letter <= ' ')) {
            throw new IllegalArgumentException("a source is a word, not '%s'".formatted(source));
        }
    }

    byte[] encode() {
        var head = kind.letter + " " + nanos(time) + " " + generation + " " + source + " ";
        return (head + escape(text) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// @param line without its end
    /// @return nothing when this is no record, as after a fault of the disk
    static Optional<Entry> decode(byte[] line, int length) {
        var parts = new String(line, 0, length, StandardCharsets.UTF_8).split(" ", PARTS);
        var kind = parts[0].length() == 1 ? kind(parts[0].charAt(0)) : Optional.<Kind>empty();
        if (parts.length < PARTS || kind.isEmpty() || parts[3].isEmpty()) {
            return Optional.empty();
        }
        try {
            var entry = new Entry(
                    kind.get(),
                    time(Long.parseLong(parts[1])),
                    Integer.parseInt(parts[2]),
                    parts[3],
                    unescape(parts[4]));
            return Optional.of(entry);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean isLine() {
        return kind == Kind.STDOUT || kind == Kind.STDERR;
    }

    static long nanos(Instant time) {
        return time.getEpochSecond() * NANOS + time.getNano();
    }

    static Instant time(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    private static Optional<Kind> kind(char letter) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.letter == letter)
                .findFirst();
    }

    private static String escape(String text) {
        return text.indexOf('\\') < 0 && text.indexOf('\n') < 0
                ? text
                : text.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        var plain = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var letter = text.charAt(i);
            if (letter == '\\' && i + 1 < text.length()) {
                i++;
                letter = text.charAt(i) == 'n' ? '\n' : text.charAt(i);
            }
            plain.append(letter);
        }
        return plain.toString();
    }
}
