package dev.skerry.config;

import dev.skerry.kernel.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Everything an operator may set, checked. See `Settings` for names and defaults.
///
/// @param state holds everything that must survive: back this folder up
/// @param host the API listens on
/// @param port of the API, 0 for any free one
/// @param limits of what one caller may ask
/// @param router ports and names of the edge
/// @param databaseUrl an external PostgreSQL; Skerry runs its own when absent
/// @param docker how the engine and its command are reached
/// @param sourceFolders `file://` repositories are read below these folders only
/// @param privateSources whether repositories may lie at private addresses
public record ServerConfig(
        Path state,
        String host,
        int port,
        Limits limits,
        Router router,
        Optional<Secret> databaseUrl,
        Docker docker,
        List<Path> sourceFolders,
        boolean privateSources) {
    /// @param requestsPerSecond of one session or token in the long run
    /// @param signInsPerMinute of one address
    public record Limits(int requestsPerSecond, int signInsPerMinute) {}

    /// @param baseDomain generated names lie below it
    /// @param advertiseAddress how others reach this host
    public record Router(int httpPort, int httpsPort, String baseDomain, String advertiseAddress, String image) {}

    /// @param host as DOCKER_HOST says it
    /// @param command the docker program, for builds
    /// @param config folder with its plugins and settings
    public record Docker(String host, String command, Optional<Path> config) {}
}
