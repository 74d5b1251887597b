package dev.skerry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/// What every benchmark works with.
///
/// @param folder an empty folder for this run
record Bench(Options options, Report report, Path folder) {
    int runs(int otherwise) {
        return options.runs().orElse(otherwise);
    }

    /// A new folder that PostgreSQL, which is another user, may enter.
    Path makeFolder(String name) {
        try {
            var made = Files.createDirectories(folder.resolve(name));
            for (var each : List.of(folder, made)) {
                Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            return made;
        } catch (IOException e) {
            throw new IllegalStateException("cannot make the folder %s in %s".formatted(name, folder), e);
        }
    }

    static double seconds(long fromNanos) {
        return seconds(Duration.ofNanos(System.nanoTime() - fromNanos));
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
