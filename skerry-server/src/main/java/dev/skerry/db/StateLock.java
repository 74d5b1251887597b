package dev.skerry.db;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.PrivateFiles;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Keeps a second Skerry out of a folder. The kernel gives the lock back when the process ends, however it ends.
final class StateLock implements AutoCloseable {
    private final FileChannel channel;

    private StateLock(FileChannel channel) {
        this.channel = channel;
    }

    static StateLock take(Path folder) {
        return StateFiles.doing("lock the state", folder, () -> {
            var file = PrivateFiles.file(folder.resolve("lock"));
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                var holder = Files.readString(file).strip();
                channel.close();
                throw new SkerryException(
                        ErrorCode.CONFLICT,
                        "Another Skerry (process %s) uses %s: stop it, or give this one a folder of its own."
                                .formatted(holder, folder));
            }
            var pid = Long.toString(ProcessHandle.current().pid());
            channel.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
            return new StateLock(channel);
        });
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("Cannot give a lock back", e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
