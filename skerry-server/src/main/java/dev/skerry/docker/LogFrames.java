package dev.skerry.docker;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Reads a log as the Engine API sends it (`ContainerAttach`, "Stream format"): frames of one message each, every
/// message with its time before it. The engine cuts a line of more than 16 KB into several messages, of which only
/// the last ends with a line feed; here they become one line again, of which what is beyond a bound is cut off.
final class LogFrames {
    static final int MAX_LINE = 64 * 1024;
    /// A line without an end is told in pieces of this size.
    static final int MAX_PIECE = 4 * 1024 * 1024;
    private static final int HEADER = 8;
    /// The stream on which the engine says that it cannot go on (stdcopy.Systemerr of moby).
    private static final int FAILURE = 3;
    private static final int MAX_FRAME = 4 * 1024 * 1024;

    private final boolean detailed;
    private final BiConsumer<String, OutputLine> lines;
    private final Map<Source, Line> unfinished = new HashMap<>();

    private LogFrames(boolean detailed, BiConsumer<String, OutputLine> lines) {
        this.detailed = detailed;
        this.lines = lines;
    }

    /// Reads to the end of the body, and hands over each line as it comes.
    ///
    /// @return how many messages there were
    static int read(InputStream body, Consumer<OutputLine> lines) throws IOException {
        return new LogFrames(false, (_, line) -> lines.accept(line)).read(body);
    }

    /// The same for a log that was asked for with `details`: those stand between time and text, as one word.
    static int readDetailed(InputStream body, BiConsumer<String, OutputLine> lines) throws IOException {
        return new LogFrames(true, lines).read(body);
    }

    private int read(InputStream body) throws IOException {
        var count = 0;
        for (var header = body.readNBytes(HEADER); header.length == HEADER; header = body.readNBytes(HEADER)) {
            var size = ByteBuffer.wrap(header).getInt(4);
            if (size < 0 || size > MAX_FRAME) {
                throw new IOException("a log message of %d bytes".formatted(size));
            }
            var message = body.readNBytes(size);
            if (message.length < size) {
                throw new EOFException("the log ended in the middle of a message");
            }
            if (header[0] == FAILURE) {
                throw new IOException(new String(message, StandardCharsets.UTF_8).strip());
            }
            take(header[0] == 2 ? OutputLine.Stream.STDERR : OutputLine.Stream.STDOUT, message);
            count++;
        }
        unfinished.keySet().stream().toList().forEach(this::finish);
        return count;
    }

    private void take(OutputLine.Stream stream, byte[] message) {
        var timeEnd = wordEnd(message, 0);
        var time = time(word(message, 0, timeEnd));
        var detailsEnd = detailed ? wordEnd(message, timeEnd + 1) : timeEnd;
        var details = detailed ? word(message, timeEnd + 1, detailsEnd) : "";
        var source = new Source(stream, details);
        var line = unfinished.computeIfAbsent(source, _ -> new Line(time));
        var start = Math.min(detailsEnd + 1, message.length);
        var ends = message.length > start && message[message.length - 1] == '\n';
        line.add(message, start, message.length - start - (ends ? 1 : 0));
        if (ends || line.length >= MAX_PIECE) {
            finish(source);
        }
    }

    private void finish(Source source) {
        var line = unfinished.remove(source);
        if (line != null) {
            lines.accept(source.details(), new OutputLine(source.stream(), line.time, line.text()));
        }
    }

    private static int wordEnd(byte[] message, int start) {
        var end = start;
        while (end < message.length && message[end] != ' ') {
            end++;
        }
        return end;
    }

    private static String word(byte[] message, int start, int end) {
        return start < end ? new String(message, start, end - start, StandardCharsets.UTF_8) : "";
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalStateException("the engine sent a log message without its time: " + text, e);
        }
    }

    /// Who wrote: messages of several may come in turns.
    private record Source(OutputLine.Stream stream, String details) {}

    private static final class Line {
        private final Instant time;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private long length;

        Line(Instant time) {
            this.time = time;
        }

        private void add(byte[] message, int start, int count) {
            bytes.write(message, start, Math.min(count, MAX_LINE - bytes.size()));
            length += count;
        }

        private String text() {
            var text = bytes.toString(StandardCharsets.UTF_8);
            if (length > MAX_LINE) {
                return text + " ... (cut: the line has %d bytes)".formatted(length);
            }
            return text.endsWith("\r") ? text.stripTrailing() : text;
        }
    }
}
