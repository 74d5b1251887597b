package dev.skerry.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One file of a log, named by the place it begins at; its last byte is a line feed, but for what a crash cut off.
///
/// @param start the place of its first byte in the log
record Segment(long start, Path file) {
    private static final int BLOCK = 64 * 1024;
    private static final String SUFFIX = ".log";
    private static final int DIGITS = 19;

    static Segment at(Path folder, long start) {
        return new Segment(start, folder.resolve(("%0" + DIGITS + "d").formatted(start) + SUFFIX));
    }

    /// Nothing for a file that is no segment.
    static Optional<Segment> of(Path file) {
        var name = file.getFileName().toString();
        return name.matches("[0-9]{" + DIGITS + "}\\.log")
                ? Optional.of(new Segment(Long.parseLong(name.substring(0, DIGITS)), file))
                : Optional.empty();
    }

    /// When something was last written to it: no line in it is newer.
    Instant changedAt() throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }

    /// Cuts off what follows the last line feed.
    ///
    /// @return the place behind the last whole line
    long mend() throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var whole = whole(channel);
            if (whole < channel.size()) {
                channel.truncate(whole);
            }
            return start + whole;
        }
    }

    private static long whole(FileChannel channel) throws IOException {
        var block = ByteBuffer.allocate(BLOCK);
        for (var end = channel.size(); end > 0; end -= Math.min(end, BLOCK)) {
            var from = Math.max(0, end - BLOCK);
            block.clear().limit((int) (end - from));
            for (var read = 0; read >= 0 && block.hasRemaining(); ) {
                read = channel.read(block, from + block.position());
            }
            for (var i = block.position() - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return from + i + 1;
                }
            }
        }
        return 0;
    }

    /// Reads records from a place on.
    ///
    /// @param from a place in the middle of a record means the next one
    /// @param until the place to stop at
    Scan scan(long from, long until) throws IOException {
        return new Scan(FileChannel.open(file, StandardOpenOption.READ), start, Math.max(from, start), until);
    }

    /// Records one after the other. Rubbish between them is passed over.
    static final class Scan implements AutoCloseable {
        private final FileChannel channel;
        private final long until;
        private final ByteBuffer block = ByteBuffer.allocate(BLOCK).limit(0);
        private byte[] line = new byte[1024];
        private int length;
        private long place;

        private Scan(FileChannel channel, long start, long from, long until) throws IOException {
            this.channel = channel;
            this.until = until;
            this.place = from > start ? from - 1 : from;
            channel.position(place - start);
            if (from > start) {
                readLine();
            }
        }

        /// The place behind the record that was read last.
        long place() {
            return place;
        }

        /// @return null at the end
        @Nullable
        Entry next() throws IOException {
            while (place < until && readLine()) {
                var entry = Entry.decode(line, length);
                if (entry.isPresent()) {
                    return entry.get();
                }
            }
            return null;
        }

        /// The place does not move for a line without an end.
        private boolean readLine() throws IOException {
            length = 0;
            var read = 0L;
            while (true) {
                if (!block.hasRemaining()) {
                    block.clear();
                    var count = channel.read(block);
                    block.flip();
                    if (count < 0) {
                        return false;
                    }
                }
                var letter = block.get();
                read++;
                if (letter == '\n') {
                    place += read;
                    return true;
                }
                if (length == line.length) {
                    line = Arrays.copyOf(line, length * 2);
                }
                line[length] = letter;
                length++;
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
