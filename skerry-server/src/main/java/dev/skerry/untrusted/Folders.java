package dev.skerry.untrusted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;

/// Measures and removes whole folders, never following a link.
public final class Folders {
    private static final int ATTEMPTS = 5;

    private Folders() {}

    /// Removes the folder and all in it. A folder that is not there is fine; one that still changes is tried
    /// again.
    public static void delete(Path folder) throws IOException {
        for (var attempt = 1; Files.exists(folder, LinkOption.NOFOLLOW_LINKS); attempt++) {
            try {
                deleteOnce(folder);
            } catch (NoSuchFileException | DirectoryNotEmptyException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static void deleteOnce(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// Bytes of all files in the folder and below; what goes away while we look does not count.
    public static long size(Path folder) throws IOException {
        var sum = 0L;
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                sum += Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) ? size(file) : fileSize(file);
            }
        } catch (NoSuchFileException e) {
            return sum;
        }
        return sum;
    }

    private static long fileSize(Path file) throws IOException {
        try {
            return Files.isSymbolicLink(file) ? 0 : Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
