package dev.skerry.config;

import dev.skerry.api.values.ImageReference;
import dev.skerry.untrusted.AddressBlock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Everything an operator may set, checked. See `Settings` for names and defaults.
///
/// @param state holds everything that must survive: back this folder up
/// @param host the API listens on
/// @param port of the API, 0 for any free one
/// @param limits of what one caller may ask
/// @param router ports and names of the edge
/// @param database an external PostgreSQL; Skerry runs its own when absent
/// @param docker how the engine and its command are reached
/// @param logs how much of what applications write is kept
/// @param sources where code may come from
/// @param builds what a build may use that says nothing of its own
/// @param publishedPorts of the host, which applications may have
/// @param retention how much of the past is kept
/// @param deployments how many run at once
public record ServerConfig(
        Path state,
        ListenAddress host,
        int port,
        Limits limits,
        Router router,
        Optional<DatabaseConfig> database,
        Docker docker,
        Logs logs,
        Sources sources,
        Builds builds,
        List<PortRange> publishedPorts,
        Retention retention,
        Deployments deployments) {
    public ServerConfig {
        publishedPorts = List.copyOf(publishedPorts);
    }

    /// @param requestsPerSecond of one session or token in the long run
    /// @param signInsPerMinute of one address
    public record Limits(int requestsPerSecond, int signInsPerMinute) {}

    /// @param baseDomain generated names lie below it
    /// @param advertiseAddress how others reach this host
    public record Router(
            int httpPort, int httpsPort, RootDomain baseDomain, HostAddress advertiseAddress, ImageReference image) {}

    /// @param bytes of one application
    /// @param age after which a line goes
    public record Logs(long bytes, Duration age) {}

    /// @param folders `file://` repositories are read below these folders only
    /// @param privateNetworks repositories may lie at private addresses in these ranges only
    /// @param maxUpload bytes of an uploaded archive
    public record Sources(List<Path> folders, List<AddressBlock> privateNetworks, long maxUpload) {
        public Sources {
            folders = List.copyOf(folders);
            privateNetworks = List.copyOf(privateNetworks);
        }
    }

    /// @param memory bytes; empty for no limit
    /// @param cpu thousandths of a processor; empty for no limit
    public record Builds(OptionalLong memory, OptionalLong cpu) {}

    /// @param releases of one application that says nothing of its own, which can be gone back to
    /// @param deploymentLogs of one application
    public record Retention(int releases, int deploymentLogs) {}

    /// @param atOnce the most that run at once
    /// @param memory bytes that must be available before one begins beside others; 0 not to ask
    public record Deployments(int atOnce, long memory) {}

    /// @param host as DOCKER_HOST says it
    /// @param command the docker program, for builds
    /// @param config folder with its plugins and settings
    public record Docker(String host, String command, Optional<Path> config) {}
}
