package dev.skerry.config;

import dev.skerry.api.values.CpuCount;
import dev.skerry.api.values.ImageReference;
import dev.skerry.api.values.MemorySize;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;

/// The settings and their environment variables.
public final class Environment {
    private static final ListenAddress EVERYWHERE = new ListenAddress("0.0.0.0");
    private static final HostAddress LOOPBACK = new HostAddress("127.0.0.1");
    private static final ImageReference ROUTER = new ImageReference("skerry/router:1");
    private static final int API = 8080;
    private static final int REQUESTS_PER_SECOND = 200;
    private static final int SIGN_INS_PER_MINUTE = 30;
    private static final int MOST = 1_000_000;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int LOG_MEGABYTES = 50;
    private static final int LOG_DAYS = 7;
    private static final PortRange UNPRIVILEGED = new PortRange(1024, 65_535);
    private static final int RELEASES_KEPT = 10;
    private static final int DEPLOYMENT_LOGS_KEPT = 50;
    private static final int DEPLOYMENT_MEGABYTES = 512;
    private static final long MAX_UPLOAD = 1L << 30;
    private static final long LARGEST_UPLOAD = 1L << 40;

    private Environment() {}

    /// @throws IllegalArgumentException with every fault at once
    public static ServerConfig read() {
        return read(System.getenv());
    }

    static ServerConfig read(Map<String, String> variables) {
        var settings = new Settings(variables);
        var address = settings.read("SKERRY_ADVERTISE_ADDRESS", primaryAddress(), HostAddress::new);
        var config = new ServerConfig(
                settings.path("SKERRY_STATE", Path.of("/var/lib/skerry")),
                settings.read("SKERRY_HOST", EVERYWHERE, ListenAddress::new),
                settings.port("SKERRY_PORT", API),
                new ServerConfig.Limits(
                        settings.number("SKERRY_REQUESTS_PER_SECOND", REQUESTS_PER_SECOND, 1, MOST),
                        settings.number("SKERRY_SIGN_INS_PER_MINUTE", SIGN_INS_PER_MINUTE, 1, MOST)),
                new ServerConfig.Router(
                        settings.port("SKERRY_ROUTER_HTTP_PORT", HTTP),
                        settings.port("SKERRY_ROUTER_HTTPS_PORT", HTTPS),
                        settings.read("SKERRY_BASE_DOMAIN", RootDomain.of(address), RootDomain::new),
                        address,
                        settings.read("SKERRY_ROUTER_IMAGE", ROUTER, ImageReference::new)),
                settings.hidden("SKERRY_DATABASE_URL", DatabaseConfig::parse),
                new ServerConfig.Docker(
                        settings.text("DOCKER_HOST", "unix:///var/run/docker.sock"),
                        settings.text("SKERRY_DOCKER_COMMAND", "docker"),
                        settings.optional("DOCKER_CONFIG").map(Path::of)),
                new ServerConfig.Logs(
                        (long) settings.number("SKERRY_LOGS_MEGABYTES", LOG_MEGABYTES, 1, 10_000) << 20,
                        Duration.ofDays(settings.number("SKERRY_LOGS_DAYS", LOG_DAYS, 1, 3650))),
                new ServerConfig.Sources(
                        settings.paths("SKERRY_SOURCE_FOLDERS"),
                        settings.networks("SKERRY_PRIVATE_SOURCES"),
                        settings.bytes("SKERRY_MAX_UPLOAD", MAX_UPLOAD, LARGEST_UPLOAD)),
                new ServerConfig.Builds(
                        settings.value("SKERRY_BUILD_MEMORY", value -> new MemorySize(value).bytes()),
                        settings.value("SKERRY_BUILD_CPU", value -> new CpuCount(value).thousandths())),
                settings.ports("SKERRY_PUBLISHED_PORTS", UNPRIVILEGED),
                new ServerConfig.Retention(
                        settings.number("SKERRY_RELEASES_KEPT", RELEASES_KEPT, 1, 1000),
                        settings.number("SKERRY_DEPLOYMENT_LOGS_KEPT", DEPLOYMENT_LOGS_KEPT, 1, 10_000)),
                deployments(settings));
        settings.finish();
        return config;
    }

    private static ServerConfig.Deployments deployments(Settings settings) {
        return new ServerConfig.Deployments(
                settings.number("SKERRY_DEPLOYMENTS_AT_ONCE", deploymentsAtOnce(), 1, 32),
                (long) settings.number("SKERRY_DEPLOYMENT_MEMORY_MB", DEPLOYMENT_MEGABYTES, 0, MOST) << 20);
    }

    /// One for each processor: a build keeps one busy. Two at least, so that a long one does not stop all others.
    private static int deploymentsAtOnce() {
        return Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
    }

    /// The first address that is not a loopback's or a container bridge's.
    private static HostAddress primaryAddress() {
        try {
            return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                    .filter(network -> !network.getName().matches("lo|docker.*|veth.*|br-.*|docker_gwbridge"))
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address)
                    .map(InetAddress::getHostAddress)
                    .findFirst()
                    .map(HostAddress::new)
                    .orElse(LOOPBACK);
        } catch (SocketException e) {
            throw new IllegalStateException("Cannot read the host's network interfaces", e);
        }
    }
}
