package dev.skerry.cli.pack;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// A folder as a tar.gz, ready to be sent; gone when closed. All of it lies in one top folder, which the server takes
/// away again: else a folder with nothing but a folder in it would lose that.
///
/// @param file readable by its owner alone
/// @param secrets the `.env` files that were left out
/// @param strangers links that lead out of the folder, and what is neither file nor folder, which were left out
public record PackedFolder(Path file, int files, long size, List<String> secrets, List<String> strangers)
        implements AutoCloseable {
    private static final String TOP = "source/";
    private static final int BUFFER = 64 * 1024;

    /// The same files make the same bytes, on every machine and at any time.
    public static PackedFolder of(Path folder) throws IOException {
        var listing = Listing.of(folder);
        var file = Files.createTempFile("skerry-", ".tar.gz");
        try {
            try (var out =
                    new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER), BUFFER)) {
                write(listing, out);
            }
            return new PackedFolder(
                    file, listing.files().size(), Files.size(file), listing.secrets(), listing.strangers());
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }

    private static void write(Listing listing, OutputStream out) throws IOException {
        try (var tar = new TarWriter(out)) {
            for (var path : listing.files()) {
                var file = listing.folder().resolve(path);
                if (Files.isSymbolicLink(file)) {
                    tar.link(TOP + path, Files.readSymbolicLink(file).toString());
                } else {
                    try (var content = Files.newInputStream(file)) {
                        tar.file(TOP + path, Files.size(file), Files.isExecutable(file), content);
                    }
                }
            }
        }
    }
}
