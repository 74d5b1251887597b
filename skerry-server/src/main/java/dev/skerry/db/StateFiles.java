package dev.skerry.db;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Optional;

/// Small files and folders of the state folder, written so that a crash leaves the old or the new content.
final class StateFiles {
    private StateFiles() {}

    /// Only Skerry's own user can read it.
    static void writePrivate(Path file, String content) throws IOException {
        var temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        try (var channel = FileChannel.open(temporary, options, owner)) {
            channel.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static Optional<String> read(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }

    static void makeFolder(Path folder, String permissions) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }

    static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /// Runs file work and says what it was for when it fails.
    static <T> T doing(String what, Path where, FileWork<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new SkerryException(
                    ErrorCode.UNAVAILABLE, "Cannot %s in %s: %s".formatted(what, where, e.getMessage()), e);
        }
    }

    /// Work on files.
    interface FileWork<T> {
        T run() throws IOException;
    }
}
