package dev.skerry.config;

import dev.skerry.kernel.SkerryException;
import java.nio.file.Path;
import java.util.Map;

/// The PostgreSQL server that Skerry runs itself.
///
/// @param folder holds its programs, data, password and log
/// @param port on the loopback address, or 0: a free one, chosen once and remembered in the folder
/// @param settings parameters of postgresql.conf over Skerry's own
public record EmbeddedPostgresConfig(Path folder, int port, Map<String, String> settings) {
    public EmbeddedPostgresConfig {
        folder = folder.toAbsolutePath().normalize();
        settings = Map.copyOf(settings);
        if (port < 0 || port > 65_535) {
            throw SkerryException.invalid("/database/port", "The port must be 0 to 65535, not " + port);
        }
    }

    public EmbeddedPostgresConfig(Path folder) {
        this(folder, 0, Map.of());
    }
}
