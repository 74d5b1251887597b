package dev.skerry.db;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a server writes into its data folder about itself (`postmaster.pid`; its lines are those of PostgreSQL's
/// miscadmin.h).
///
/// @param port 0 while it is not known yet
record PostmasterFile(long pid, int port, boolean isReady) {
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    /// Empty when there is none, or it is not whole yet.
    static Optional<PostmasterFile> read(Path data) {
        return StateFiles.doing("read what the server says of itself", data, () -> {
            try {
                return parse(Files.readAllLines(data.resolve("postmaster.pid")));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        });
    }

    static Optional<PostmasterFile> parse(List<String> lines) {
        var pid = lines.isEmpty() ? 0 : number(lines.getFirst());
        if (pid == 0) {
            return Optional.empty();
        }
        var port = lines.size() > PORT_LINE ? number(lines.get(PORT_LINE)) : 0;
        var ready = lines.size() > STATUS_LINE && lines.get(STATUS_LINE).startsWith("ready");
        return Optional.of(new PostmasterFile(pid, port, ready));
    }

    private static int number(String line) {
        return line.strip().matches("\\d{1,9}") ? Integer.parseInt(line.strip()) : 0;
    }

    /// The arguments of the process with that id: one empty argument when there is none, or it is dead.
    static List<String> commandLine(long pid) {
        try {
            var bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline"));
            return List.of(new String(bytes, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException e) {
            return List.of("");
        }
    }

    /// Whether the process is dead and only waits to be asked after by its parent: it still counts as alive for
    /// the JDK, and for PostgreSQL when it looks whether a data folder is in use.
    static boolean isZombie(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false;
        }
    }
}
