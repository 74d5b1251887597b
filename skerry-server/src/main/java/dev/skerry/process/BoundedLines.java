package dev.skerry.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Splits what a program writes into lines as `BufferedReader.readLine` does, but never holds more of one than the
/// bound: a line that has no end would else fill the memory. What is cut off is read on and thrown away.
final class BoundedLines {
    /// Room for the documents in which BuildKit tells its progress, one a line; people's lines are shorter.
    static final int MAX_LINE = 1 << 20;

    private static final String CUT = "... (line cut after %d characters)".formatted(MAX_LINE);
    private static final int BUFFER = 16 * 1024;

    private final Consumer<String> lines;
    private StringBuilder line = new StringBuilder();
    private boolean cut;
    private boolean afterReturn;

    private BoundedLines(Consumer<String> lines) {
        this.lines = lines;
    }

    /// Reads to the end, and hands over each line as it comes.
    static void read(InputStream stream, Consumer<String> lines) throws IOException {
        try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            var splitter = new BoundedLines(lines);
            var buffer = new char[BUFFER];
            for (var read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                splitter.take(buffer, read);
            }
            if (!splitter.line.isEmpty()) {
                splitter.end();
            }
        }
    }

    private void take(char[] buffer, int length) {
        var from = 0;
        for (var at = 0; at < length; at++) {
            var letter = buffer[at];
            if (letter != '\n' && letter != '\r') {
                afterReturn = false;
                continue;
            }
            append(buffer, from, at);
            from = at + 1;
            if (letter == '\r' || !afterReturn) {
                end();
            }
            afterReturn = letter == '\r';
        }
        append(buffer, from, length);
    }

    private void append(char[] buffer, int from, int to) {
        var room = MAX_LINE - line.length();
        line.append(buffer, from, Math.min(to - from, room));
        cut |= to - from > room;
    }

    private void end() {
        lines.accept(cut ? line.append(CUT).toString() : line.toString());
        // A new one, since a long line's would be kept at its size.
        line = new StringBuilder();
        cut = false;
    }
}
