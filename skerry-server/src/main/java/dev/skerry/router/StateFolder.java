package dev.skerry.router;

import dev.skerry.api.ErrorCode;
import dev.skerry.kernel.PrivateFiles;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The folder HAProxy's container sees. One file, `haproxy.cfg`, says which generation is the present one; each
/// generation has a folder of its own. Files are replaced by renaming, so that a container that starts at any
/// moment finds a whole state. They are not forced to disk: after a power cut `apply` writes them again.
final class StateFolder {
    static final String CONFIGURATION = "haproxy.cfg";
    static final String CANDIDATE = "haproxy.cfg.next";
    static final String HEALTH = "servers.state";

    /// A file of version 1 without servers.
    private static final String NO_HEALTH = "1\n";

    private static final String NETWORKS = "networks";
    private static final String SOCKETS = "run";
    private static final String GENERATION = "[0-9a-f]{16}";

    private final Path folder;

    StateFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        doing("make the router's folder", () -> {
            PrivateFiles.folder(this.folder);
            PrivateFiles.folder(this.folder.resolve(SOCKETS));
            if (Files.notExists(this.folder.resolve(HEALTH))) {
                PrivateFiles.writeQuickly(this.folder.resolve(HEALTH), NO_HEALTH);
            }
        });
    }

    Path path() {
        return folder;
    }

    Path socket() {
        return folder.resolve(SOCKETS).resolve("master.sock");
    }

    /// Where HAProxy takes requests from Skerry alone.
    Path visits() {
        return folder.resolve(SOCKETS).resolve(HaproxyFrontend.VISITS);
    }

    Optional<String> configuration() {
        return read(folder.resolve(CONFIGURATION));
    }

    /// Writes a generation beside the present one.
    void prepare(Rendered rendered) {
        doing("write the router's configuration", () -> {
            var place = folder.resolve(rendered.generation());
            PrivateFiles.folder(place);
            for (var file : rendered.files().entrySet()) {
                var path = place.resolve(file.getKey());
                PrivateFiles.folder(path.resolveSibling(".").normalize());
                PrivateFiles.writeQuickly(path, file.getValue());
            }
            PrivateFiles.writeQuickly(folder.resolve(CANDIDATE), rendered.configuration());
        });
    }

    /// Makes what was prepared the present one.
    void promote() {
        doing(
                "replace the router's configuration",
                () -> Files.move(
                        folder.resolve(CANDIDATE), folder.resolve(CONFIGURATION), StandardCopyOption.ATOMIC_MOVE));
    }

    /// Leaves a new process of HAProxy what the present one knows of its servers' health.
    void health(String states) {
        doing("write what is known of servers", () -> PrivateFiles.writeQuickly(folder.resolve(HEALTH), states));
    }

    /// Goes back to a configuration whose generation is still there, or to none.
    void restore(Optional<String> configuration) {
        doing("restore the router's configuration", () -> {
            if (configuration.isPresent()) {
                PrivateFiles.writeQuickly(folder.resolve(CONFIGURATION), configuration.get());
            } else {
                Files.deleteIfExists(folder.resolve(CONFIGURATION));
            }
        });
    }

    /// Writes what may change inside the present generation: servers and plain routes.
    void update(Rendered rendered) {
        doing("write the router's configuration", () -> {
            var routes = folder.resolve(rendered.generation()).resolve(RouteMap.FILE);
            PrivateFiles.writeQuickly(routes, rendered.files().getOrDefault(RouteMap.FILE, ""));
            PrivateFiles.writeQuickly(folder.resolve(CONFIGURATION), rendered.configuration());
        });
    }

    /// Removes what does not belong to the present generation.
    void tidy() {
        var present = configuration().flatMap(HaproxyConfig::generation).orElse("");
        doing("clean the router's folder", () -> {
            Files.deleteIfExists(folder.resolve(CANDIDATE));
            PrivateFiles.writeQuickly(folder.resolve(HEALTH), NO_HEALTH);
            try (var entries = Files.list(folder)) {
                for (var entry : entries.toList()) {
                    var name = String.valueOf(entry.getFileName());
                    if (name.matches(GENERATION) && !name.equals(present)) {
                        delete(entry);
                    }
                }
            }
        });
    }

    /// The networks the router was told to join.
    Set<String> networks() {
        var names = new TreeSet<String>();
        read(folder.resolve(NETWORKS)).ifPresent(text -> text.lines().forEach(names::add));
        return names;
    }

    void networks(Set<String> names) {
        doing(
                "write the router's networks",
                () -> PrivateFiles.writeQuickly(folder.resolve(NETWORKS), String.join("\n", new TreeSet<>(names))));
    }

    private Optional<String> read(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw failure("read " + file.getFileName(), e);
        }
    }

    private static void delete(Path tree) throws IOException {
        try (var paths = Files.walk(tree)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private void doing(String what, Work work) {
        try {
            work.run();
        } catch (IOException e) {
            throw failure(what, e);
        }
    }

    private SkerryException failure(String what, IOException e) {
        return new SkerryException(
                ErrorCode.UNAVAILABLE, "Cannot %s in %s: %s".formatted(what, folder, e.getMessage()), e);
    }

    private interface Work {
        void run() throws IOException;
    }
}
