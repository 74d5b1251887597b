package dev.skerry.sources;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarUtils;

/// The kinds of archive that are understood, told apart by their first bytes: a name proves nothing.
public enum ArchiveFormat {
    TAR("tar"),
    TAR_GZ("tar.gz"),
    ZIP("zip");

    static final int TAR_BLOCK = 512;
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int ZIP_MAGIC = 0x504b;

    private final String title;

    ArchiveFormat(String title) {
        this.title = title;
    }

    /// As its files usually end.
    public String title() {
        return title;
    }

    static Optional<ArchiveFormat> of(Path archive) throws IOException {
        try (var stream = Files.newInputStream(archive)) {
            var start = stream.readNBytes(TAR_BLOCK);
            var magic = start.length < 2 ? 0 : (start[0] & 0xff) << 8 | (start[1] & 0xff);
            return switch (magic) {
                case GZIP_MAGIC -> Optional.of(TAR_GZ);
                case ZIP_MAGIC -> Optional.of(ZIP);
                default -> isTarHeader(start) ? Optional.of(TAR) : Optional.empty();
            };
        }
    }

    /// @param stream that can be marked; nothing is taken from it
    static boolean startsAsTar(InputStream stream) throws IOException {
        stream.mark(TAR_BLOCK);
        var start = stream.readNBytes(TAR_BLOCK);
        stream.reset();
        return isTarHeader(start);
    }

    private static boolean isTarHeader(byte[] start) {
        try {
            return start.length == TAR_BLOCK && TarUtils.verifyCheckSum(start);
        } catch (IllegalArgumentException e) {
            return false; // where a tar has its checksum, there is no number
        }
    }
}
