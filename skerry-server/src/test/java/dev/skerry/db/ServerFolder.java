package dev.skerry.db;

import dev.skerry.config.EmbeddedPostgresConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A state folder for one test, with the programs in it, so that each test need not unpack them. Whatever server
/// still runs in it afterwards is killed.
public final class ServerFolder implements BeforeEachCallback, AfterEachCallback {
    private Path folder = Path.of("/nonexistent");

    public Path path() {
        return folder;
    }

    public EmbeddedPostgresConfig config() {
        return new EmbeddedPostgresConfig(folder);
    }

    EmbeddedPostgresConfig config(Map<String, String> settings) {
        return new EmbeddedPostgresConfig(folder, 0, settings);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("skerry-test-");
        var shared = TestDatabase.sharedBinaries();
        Files.createSymbolicLink(folder.resolve(shared.getFileName()), shared);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        PostmasterFile.read(folder.resolve("data"))
                .filter(file -> PostmasterFile.commandLine(file.pid())
                        .contains(folder.resolve("data").toString()))
                .flatMap(file -> ProcessHandle.of(file.pid()))
                .ifPresent(ProcessHandle::destroyForcibly);
        StateFiles.deleteTree(folder);
    }

    /// Kills a server and waits until its processes have noticed, as they would answer until then.
    public static void kill(long pid) {
        var server = ProcessHandle.of(pid).orElseThrow();
        var children = server.descendants().toList();
        server.destroyForcibly();
        children.forEach(child -> child.onExit().join());
    }
}
