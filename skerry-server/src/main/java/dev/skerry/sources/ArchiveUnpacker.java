package dev.skerry.sources;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.DiskSpace;
import dev.skerry.kernel.SkerryException;
import dev.skerry.untrusted.Folders;
import dev.skerry.untrusted.UntrustedFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Unpacks what somebody uploaded: tar, tar.gz or zip. Nothing lands outside of the folder, nothing grows
/// beyond its bounds, and a failure leaves nothing behind.
final class ArchiveUnpacker {
    private static final int BUFFER = 64 * 1024;

    private final ArchiveLimits limits;

    public ArchiveUnpacker(ArchiveLimits limits) {
        this.limits = limits;
    }

    /// @param archive read to its end, not closed
    /// @param folder not there yet, or empty; its parent holds the archive meanwhile
    /// @throws SkerryException UNPROCESSABLE for an archive that is damaged or nobody should unpack, TOO_LARGE,
    ///     DEADLINE_EXCEEDED, INTERNAL when this machine's disk fails
    /// @throws dev.skerry.kernel.CancelledException when cancelled
    public UnpackedArchive unpack(InputStream archive, Path folder, Duration deadline, Cancellation cancellation) {
        var pace = new Pace(deadline, cancellation);
        return inScratch(folder, scratch -> {
            var file = receive(archive, scratch.resolve("upload"), pace);
            return unpack(file, scratch.resolve("files"), folder, pace);
        });
    }

    /// The same of a file that is on the disk already.
    UnpackedArchive unpack(Path archive, Path folder, Duration deadline, Cancellation cancellation) {
        var pace = new Pace(deadline, cancellation);
        return inScratch(folder, scratch -> unpack(archive, scratch.resolve("files"), folder, pace));
    }

    private interface Work {
        UnpackedArchive in(Path scratch) throws IOException;
    }

    private static UnpackedArchive inScratch(Path folder, Work work) {
        try {
            var beside = Objects.requireNonNull(folder.toAbsolutePath().getParent(), "The root folder is no target");
            var scratch = Files.createTempDirectory(Files.createDirectories(beside), ".archive-");
            try {
                return work.in(scratch);
            } finally {
                Folders.delete(scratch);
            }
        } catch (IOException e) {
            throw DiskSpace.explain("What the archive holds", e);
        }
    }

    private Path receive(InputStream archive, Path file, Pace pace) throws IOException {
        var buffer = new byte[BUFFER];
        var size = 0L;
        try (var out = Files.newOutputStream(file)) {
            int read;
            while ((read = archive.read(buffer)) >= 0) {
                pace.check();
                size += read;
                if (size > limits.maxArchiveBytes()) {
                    throw new SkerryException(
                            ErrorCode.TOO_LARGE,
                            "The archive is larger than %d bytes. Leave out what the build does not need, or raise the limit."
                                    .formatted(limits.maxArchiveBytes()));
                }
                out.write(buffer, 0, read);
            }
        }
        return file;
    }

    private UnpackedArchive unpack(Path file, Path files, Path folder, Pace pace) throws IOException {
        var format = ArchiveFormat.of(file).orElseThrow(() -> unreadable("it is no tar, tar.gz or zip", null));
        var sink = new EntrySink(new UntrustedFolder(files, limits.folder(), pace.cancellation()), limits, pace);
        read(format, file, sink);
        var unpacked = sink.folder();
        if (unpacked.count() == 0) {
            throw unreadable("it holds no files", null);
        }
        var top = unpacked.singleFolder();
        unpacked.finishBelow(top.orElse(""));
        Files.deleteIfExists(folder);
        Files.move(top.map(files::resolve).orElse(files), folder);
        return new UnpackedArchive(format, top, unpacked.count(), unpacked.bytes(), sink.leftOut());
    }

    /// What the library cannot read is the archive's fault; what cannot be written is ours and passes through.
    private static void read(ArchiveFormat format, Path file, EntrySink sink) throws IOException {
        try {
            switch (format) {
                case TAR -> TarReader.read(file, false, sink);
                case TAR_GZ -> TarReader.read(file, true, sink);
                case ZIP -> ZipReader.read(file, sink);
            }
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw unreadable("it is damaged or cut off", e);
        }
    }

    private static SkerryException unreadable(String why, @Nullable Exception cause) {
        return new SkerryException(
                ErrorCode.UNPROCESSABLE,
                "The archive cannot be unpacked: %s. Make it again with `tar -czf` or `zip -r`.".formatted(why),
                cause);
    }
}
