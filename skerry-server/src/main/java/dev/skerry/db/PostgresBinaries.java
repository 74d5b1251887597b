package dev.skerry.db;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.Cancellation;
import dev.skerry.kernel.SkerryException;
import dev.skerry.process.Command;
import dev.skerry.process.Processes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/// The server programs, unpacked once from the jar of this machine's architecture. `tar` is on every Debian, but
/// the program `xz` that it would call is not: so the decompression is done here.
///
/// @param folder with `bin`, `lib` and `share`
/// @param version such as `18.6.0`
record PostgresBinaries(Path folder, String version) {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    static PostgresBinaries unpack(Path parent) {
        var version = packedVersion();
        var folder = parent.resolve("bin-" + version);
        if (!Files.isDirectory(folder)) {
            StateFiles.doing("unpack PostgreSQL " + version, parent, () -> {
                LOG.info("Unpacking PostgreSQL {} into {}", version, folder);
                var making = parent.resolve("bin.new");
                StateFiles.deleteTree(making);
                fill(making, version);
                return Files.move(making, folder, StandardCopyOption.ATOMIC_MOVE);
            });
        }
        return new PostgresBinaries(folder, version);
    }

    /// The part of the version that data folders depend on.
    String major() {
        return version.substring(0, version.indexOf('.'));
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /// Removes the programs of earlier versions. Only called while this version runs.
    void removeOthers() {
        StateFiles.doing("remove old programs", folder, () -> {
            try (var siblings = Files.newDirectoryStream(Objects.requireNonNull(folder.getParent()), "bin-*")) {
                for (var sibling : siblings) {
                    if (!sibling.equals(folder)) {
                        StateFiles.deleteTree(sibling);
                    }
                }
            }
            return folder;
        });
    }

    /// From those that lie unpacked beside the server's jar, where the build has put some: at once, as both share the
    /// files. Else from the jar they are packed in.
    private static void fill(Path folder, String version) throws IOException {
        var unpacked = besideTheServer().resolve("bin-" + version);
        if (!Files.isDirectory(unpacked) || !copied(unpacked, folder)) {
            extract(folder);
        }
    }

    /// Another file system shares no files, but takes a copy.
    private static boolean copied(Path from, Path to) throws IOException {
        for (var how : List.of("--link", "--reflink=auto")) {
            try {
                Processes.output(
                        Command.of("cp", "--archive", how, "--", from.toString(), to.toString()),
                        DEADLINE,
                        Cancellation.never());
                return true;
            } catch (SkerryException e) {
                LOG.debug("The programs in {} cannot be copied: {}", from, e.getMessage());
                StateFiles.deleteTree(to);
            }
        }
        return false;
    }

    /// `postgres` in the folder the server runs from.
    private static Path besideTheServer() {
        var server = Path.of(URI.create(PostgresBinaries.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        return server.resolveSibling("postgres");
    }

    /// Permissions as packed, whatever the umask is: the server's user must read them. Static libraries are left
    /// out.
    private static void extract(Path folder) throws IOException {
        StateFiles.makeFolder(folder, "rwxr-xr-x");
        var tar = folder.resolve("all.tar");
        try (var archive = new XZInputStream(archive())) {
            Files.copy(archive, tar);
        }
        var command = Command.of("tar", "--extract", "--same-permissions", "--no-same-owner", "--exclude", "*.a")
                .with("--file", tar.toString(), "--directory", folder.toString());
        Processes.output(command, DEADLINE, Cancellation.never());
        Files.delete(tar);
    }

    private static String packedVersion() {
        return StateFiles.doing("read the version of PostgreSQL", Path.of("the class path"), () -> {
            try (var stream = resource("binaries.properties")) {
                var properties = new Properties();
                properties.load(stream);
                return Objects.requireNonNull(properties.getProperty("version"));
            }
        });
    }

    private static InputStream archive() {
        var machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        var name = switch (machine) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default ->
                throw new SkerryException(
                        ErrorCode.UNAVAILABLE,
                        "Skerry brings no PostgreSQL for '%s': give it the address of one.".formatted(machine));
        };
        return resource("/postgres-linux-%s.txz".formatted(name));
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(PostgresBinaries.class.getResourceAsStream(name), "Not packed: " + name);
    }
}
