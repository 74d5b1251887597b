package dev.skerry.cli;

import dev.skerry.api.Json;
import dev.skerry.api.values.ServerUrl;
import dev.skerry.cli.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Where `skerry login` keeps server and token: a file only its owner may read. `SKERRY_URL` and `SKERRY_TOKEN`
/// come before it.
final class AccessFile {
    private static final String SERVER = "server";
    private static final String TOKEN = "token";

    private final Map<String, String> environment;
    private final Path file;

    AccessFile(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.file = folder(environment).resolve("skerry").resolve("config.json");
    }

    Path path() {
        return file;
    }

    /// The access to use now; empty when no server is known. A stored token is for the server it was stored with,
    /// and is never sent to another.
    Optional<Access> current() {
        var stored = stored();
        var url = variable("SKERRY_URL").map(AccessFile::server);
        var server = url.or(() -> stored.map(Access::server));
        return server.map(there -> new Access(there, variable("SKERRY_TOKEN").orElse(storedToken(stored, there))));
    }

    /// Whether the environment decides, whatever is stored.
    boolean isOverridden() {
        return variable("SKERRY_URL").isPresent() || variable("SKERRY_TOKEN").isPresent();
    }

    Optional<Access> stored() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var json = Json.MAPPER.readTree(Files.readString(file));
            var server = new ServerUrl(json.path(SERVER).asString(""));
            return Optional.of(new Access(server, json.path(TOKEN).asStringOpt().orElse(null)));
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            throw new InputException("%s cannot be read (%s); remove it and sign in again: skerry login"
                    .formatted(file, e.getMessage()));
        }
    }

    void store(Access access) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("%s has no folder".formatted(file));
        }
        Files.createDirectories(folder, mode(folder, "rwx------"));
        var json = Json.MAPPER.createObjectNode().put(SERVER, access.server().value());
        if (access.token() != null) {
            json.put(TOKEN, access.token());
        }
        var fresh = Files.createTempFile(folder, "config", ".new", mode(folder, "rw-------"));
        Files.writeString(fresh, json.toPrettyString() + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static @Nullable String storedToken(Optional<Access> stored, ServerUrl server) {
        return stored.filter(access -> access.server().equals(server))
                .map(Access::token)
                .orElse(null);
    }

    private static ServerUrl server(String text) {
        try {
            return new ServerUrl(text);
        } catch (IllegalArgumentException e) {
            throw new InputException("SKERRY_URL: " + e.getMessage());
        }
    }

    private static Path folder(Map<String, String> environment) {
        var xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
        if (xdg.startsWith("/")) {
            return Path.of(xdg);
        }
        return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", ".")))
                .resolve(".config");
    }

    private static FileAttribute<?>[] mode(Path folder, String permissions) {
        var posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
