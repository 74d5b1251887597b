package dev.skerry.sources;

import dev.skerry.untrusted.EntryName;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// Reads a tar, gzipped or plain.
final class TarReader {
    private static final int EXECUTABLE = 0111;
    private static final int BUFFER = 64 * 1024;
    private static final Set<Byte> FILES = Set.of(
            TarConstants.LF_OLDNORM, TarConstants.LF_NORMAL, TarConstants.LF_CONTIG, TarConstants.LF_GNUTYPE_SPARSE);

    private TarReader() {}

    static void read(Path file, boolean zipped, EntrySink sink) throws IOException {
        try (var source = sink.inflation().source(Files.newInputStream(file));
                var plain = zipped ? new GZIPInputStream(source, BUFFER) : source;
                var headers = new TarHeaderGuard(sink.inflation().product(plain, 0));
                var buffered = new BufferedInputStream(headers, ArchiveFormat.TAR_BLOCK)) {
            if (!ArchiveFormat.startsAsTar(buffered)) {
                throw new IOException("there is no tar inside");
            }
            read(buffered, headers, sink);
        }
    }

    private static void read(InputStream stream, TarHeaderGuard headers, EntrySink sink) throws IOException {
        var tar = new TarArchiveInputStream(stream, StandardCharsets.UTF_8.name());
        headers.expectHeader();
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            headers.expectContent();
            take(entry, tar, sink);
            sink.discard(tar);
            headers.expectHeader();
        }
        if (!headers.endedInZeros()) {
            throw new IOException("the end of the tar is missing");
        }
    }

    private static void take(TarArchiveEntry entry, InputStream content, EntrySink sink) throws IOException {
        var path = sink.path(entry.getName());
        if (path.isEmpty()) {
            return;
        }
        if (entry.isDirectory()) {
            sink.folder().addFolder(path.get());
        } else if (entry.isSymbolicLink()) {
            sink.folder().addLink(path.get(), entry.getLinkName());
        } else if (entry.isLink()) {
            sink.folder().addHardLink(path.get(), EntrySink.plain(entry.getLinkName()));
        } else if (FILES.contains(entry.getLinkFlag()) || entry.isSparse()) {
            sink.file(path.get(), (entry.getMode() & EXECUTABLE) != 0, content);
        } else {
            throw EntryName.refused(path.get(), "is a device, a pipe or of an unknown kind");
        }
    }
}
