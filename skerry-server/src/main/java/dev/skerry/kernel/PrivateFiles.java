package dev.skerry.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// Files and folders that nobody but Skerry's own user (and root) can look into, whatever the umask. The state folder
/// lets others pass, as PostgreSQL runs as another user below it: so what lies in it protects itself.
public final class PrivateFiles {
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private PrivateFiles() {}

    /// Makes the folder, and those above it that are missing; closes one that is there and was open to others.
    public static Path folder(Path path) throws IOException {
        Files.createDirectories(path, PosixFilePermissions.asFileAttribute(FOLDER));
        if (!Files.getPosixFilePermissions(path).equals(FOLDER)) {
            Files.setPosixFilePermissions(path, FOLDER);
        }
        return path;
    }

    /// Makes an empty file where there is none; closes one that is there and was open to others.
    public static Path file(Path path) throws IOException {
        if (Files.notExists(path)) {
            return Files.createFile(path, FILE);
        }
        return Files.setPosixFilePermissions(path, FILE.value());
    }

    /// Replaces the file: whoever reads it finds the old content or the new, after a power cut, too.
    public static void write(Path file, String content) throws IOException {
        write(file, content, true);
    }

    /// Replaces the file by renaming, and leaves it to the system when it reaches the disk.
    public static void writeQuickly(Path file, String content) throws IOException {
        write(file, content, false);
    }

    private static void write(Path file, String content, boolean force) throws IOException {
        var draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        try (var channel =
                FileChannel.open(draft, EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), FILE)) {
            var bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (force) {
                channel.force(true);
            }
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
