package dev.skerry.db;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;

/// Small files and folders of the state folder, written so that a crash leaves the old or the new content.
final class StateFiles {
    private StateFiles() {}

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
