package dev.skerry.kernel;

import dev.skerry.api.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tells a disk that is full from other failures of writing, and asks beforehand whether something fits.
public final class DiskSpace {
    /// What stays free for the database and the engine when something large is about to be written.
    private static final long RESERVE = 256L << 20;

    private DiskSpace() {}

    /// Whether this failure, or what caused it, is a full disk or a used-up quota: ENOSPC and EDQUOT in the words of
    /// the C library, which is all that Java passes on.
    public static boolean isLackedIn(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(20)
                .map(cause -> String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))
                .anyMatch(text -> text.contains("no space left on device") || text.contains("disk quota exceeded"));
    }

    /// @param what could not be written, as the subject of a sentence: `The archive`
    /// @return OUT_OF_SPACE for a full disk, INTERNAL for anything else
    public static SkerryException explain(String what, IOException failure) {
        return isLackedIn(failure)
                ? full(what, failure)
                : new SkerryException(
                        ErrorCode.INTERNAL,
                        "%s could not be stored: %s.".formatted(what, failure.getMessage()),
                        failure);
    }

    /// @throws SkerryException OUT_OF_SPACE when this many bytes, and what the rest of the server needs, do not fit
    public static void require(String what, Path folder, long bytes) throws IOException {
        var free = Files.getFileStore(folder).getUsableSpace();
        if (free - RESERVE < bytes) {
            throw full(what, null);
        }
    }

    /// @param what could not be written, as the subject of a sentence
    public static SkerryException full(String what, @Nullable Throwable cause) {
        return new SkerryException(
                ErrorCode.OUT_OF_SPACE,
                "%s could not be stored: the disk of this server is full. Free some space there and try again."
                        .formatted(what),
                cause);
    }
}
