package dev.skerry.sources;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.DiskSpace;
import dev.skerry.kernel.PrivateFiles;
import dev.skerry.kernel.SkerryException;
import dev.skerry.operations.Upload;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of uploaded archives, each under its id. A file that stands under its id is whole and on the disk: it is
/// written beside, forced out, and renamed.
final class ArchiveFiles {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveFiles.class);
    private static final Duration LONGEST_UPLOAD = Duration.ofMinutes(30);
    private static final int BUFFER = 64 * 1024;
    private static final long LOOK_EVERY = 64L << 20;
    private static final String UNFINISHED = ".part";

    private final Path folder;
    private final long maxBytes;

    ArchiveFiles(Path folder, long maxBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
    }

    /// What came.
    record Received(UUID id, String sha256, long size, ArchiveFormat format) {}

    /// Writes an upload to the disk as it comes. Of one that fails nothing stays.
    ///
    /// @throws SkerryException TOO_LARGE, OUT_OF_SPACE, UNPROCESSABLE when it is no archive, INVALID_INPUT when it
    ///     broke off, DEADLINE_EXCEEDED
    Received receive(UUID id, Upload upload) {
        var announced = upload.length().orElse(0);
        requireAllowed(announced);
        var draft = folder.resolve(id + UNFINISHED);
        try {
            PrivateFiles.folder(folder);
            DiskSpace.require("The archive", folder, announced);
            try (var bytes = new DigestInputStream(upload.open(), sha256())) {
                var received = write(id, bytes, draft);
                Files.move(draft, file(id), StandardCopyOption.ATOMIC_MOVE);
                force(folder);
                return received;
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw DiskSpace.explain("The archive", e);
        }
    }

    /// @throws SkerryException INTERNAL when the file is gone or no longer what was uploaded
    Path checked(Archive archive) {
        try (var stream = new DigestInputStream(Files.newInputStream(file(archive.id())), sha256())) {
            stream.transferTo(OutputStream.nullOutputStream());
            if (hex(stream).equals(archive.sha256())) {
                return file(archive.id());
            }
            throw damaged("has changed on this server's disk", null);
        } catch (FileNotFoundException | NoSuchFileException e) {
            throw damaged("is gone from this server's disk", e);
        } catch (IOException e) {
            throw damaged("cannot be read from this server's disk: " + e.getMessage(), e);
        }
    }

    /// A file that cannot be deleted now goes with the next start.
    void delete(UUID id) {
        delete(file(id));
    }

    /// Removes what a crash has left: uploads that did not end, and files without a row.
    void deleteAllBut(Set<UUID> known) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        var names = known.stream().map(UUID::toString).toList();
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                if (!names.contains(file.getFileName().toString())) {
                    delete(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("Cannot look for left over archives in {}", folder, e);
        }
    }

    private Received write(UUID id, DigestInputStream bytes, Path draft) throws IOException {
        var size = 0L;
        try (var out = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var buffer = new byte[BUFFER];
            var end = System.nanoTime() + LONGEST_UPLOAD.toNanos();
            for (var read = read(bytes, buffer); read >= 0; read = read(bytes, buffer)) {
                requireAllowed(size + read);
                if (size / LOOK_EVERY != (size + read) / LOOK_EVERY) {
                    DiskSpace.require("The archive", folder, LOOK_EVERY);
                }
                if (System.nanoTime() - end > 0) {
                    throw new SkerryException(
                            ErrorCode.DEADLINE_EXCEEDED,
                            "The upload took longer than %d min and was dropped."
                                    .formatted(LONGEST_UPLOAD.toMinutes()));
                }
                writeFully(out, ByteBuffer.wrap(buffer, 0, read));
                size += read;
            }
            out.force(true);
        }
        var format = ArchiveFormat.of(draft)
                .orElseThrow(
                        () -> new SkerryException(
                                ErrorCode.UNPROCESSABLE,
                                "The upload is no tar, tar.gz or zip. Make one with `tar -czf` or `zip -r`, or use `skerry deploy FOLDER`."));
        return new Received(id, hex(bytes), size, format);
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    /// A sender that goes away is not this machine's fault.
    private static int read(InputStream bytes, byte[] buffer) {
        try {
            return bytes.read(buffer);
        } catch (IOException e) {
            throw new SkerryException(ErrorCode.INVALID_INPUT, "The upload broke off. Send it again.", e);
        }
    }

    private void requireAllowed(long size) {
        if (size > maxBytes) {
            throw new SkerryException(
                    ErrorCode.TOO_LARGE,
                    "The archive is larger than the %d bytes this server takes. Leave out what the build does not need, or let an administrator raise SKERRY_MAX_UPLOAD."
                            .formatted(maxBytes));
        }
    }

    private Path file(UUID id) {
        return folder.resolve(id.toString());
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("Cannot delete the archive {}", file, e);
        }
    }

    /// The rename itself must survive a power cut, and it is the folder that holds it.
    private static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String hex(DigestInputStream stream) {
        return HexFormat.of().formatHex(stream.getMessageDigest().digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    private static SkerryException damaged(String how, @Nullable IOException cause) {
        return new SkerryException(
                ErrorCode.UNPROCESSABLE, "The uploaded archive %s. Upload it again.".formatted(how), cause);
    }
}
