package dev.skerry.db;

import dev.skerry.kernel.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// The server's log, kept short. Rotated from outside, by copying and cutting: PostgreSQL's own collector would
/// be one more process, and misses what happens before it runs. The server appends, so cutting is safe.
record ServerLog(Path file) {
    private static final long LONGEST = 8L << 20;
    private static final int TAIL_BYTES = 4096;
    private static final int TAIL_LINES = 6;

    static ServerLog in(Path folder) {
        return new ServerLog(folder.resolve("postgres.log"));
    }

    /// Moves a long log aside as `postgres.log.1`, over the last one.
    void rotate() {
        StateFiles.doing("rotate the log", file, () -> {
            // Statements that failed stand in it.
            PrivateFiles.file(file);
            if (size() > LONGEST) {
                var aside = file.resolveSibling(file.getFileName() + ".1");
                Files.copy(file, aside, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(0);
                }
            }
            return file;
        });
    }

    /// The length now, as a mark for `since`.
    long mark() {
        return StateFiles.doing("read the log", file, this::size);
    }

    /// The last lines after the mark, on one line.
    String since(long mark) {
        return StateFiles.doing("read the log", file, () -> {
            try (var channel = FileChannel.open(file)) {
                var from = Math.max(mark, channel.size() - TAIL_BYTES);
                var bytes = ByteBuffer.allocate((int) Math.max(0, channel.size() - from));
                channel.read(bytes, from);
                var lines = new String(bytes.array(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
                return String.join(" | ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
            }
        });
    }

    private long size() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
