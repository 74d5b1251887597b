package dev.skerry.docker;

import dev.skerry.kernel.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/// The private folder of one build: its secrets as files only the server may read, and the id of what it made. It
/// is in memory where the system has a place for that, and gone when closed.
record BuildFiles(Path folder, Map<String, Path> secrets) implements AutoCloseable {
    private static final String NAME = "skerry-build-";
    private static final Path IN_MEMORY = Path.of("/dev/shm");

    static BuildFiles write(Map<String, Secret> secrets) throws IOException {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        var files = new HashMap<String, Path>();
        var result = new BuildFiles(
                Files.createTempDirectory(
                        place(), NAME + ProcessHandle.current().pid() + "-", owner),
                files);
        try {
            for (var secret : secrets.entrySet()) {
                files.put(secret.getKey(), result.write(files.size(), secret.getValue()));
            }
            return result;
        } catch (IOException e) {
            result.close();
            throw e;
        }
    }

    /// Removes what builds of servers left behind that were killed.
    static void removeLeftovers() throws IOException {
        try (var folders = Files.newDirectoryStream(place(), NAME + "*")) {
            for (var folder : folders) {
                var process =
                        folder.getFileName().toString().substring(NAME.length()).split("-")[0];
                if (process.matches("\\d{1,10}")
                        && ProcessHandle.of(Long.parseLong(process)).isEmpty()) {
                    new BuildFiles(folder, Map.of()).close();
                }
            }
        }
    }

    Path imageId() {
        return folder.resolve("image-id");
    }

    @Override
    public void close() throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static Path place() {
        return Files.isWritable(IN_MEMORY) ? IN_MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private Path write(int number, Secret secret) throws IOException {
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        return Files.writeString(Files.createFile(folder.resolve("secret-" + number), mode), secret.reveal());
    }
}
