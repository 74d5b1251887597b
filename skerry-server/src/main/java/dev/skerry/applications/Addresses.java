package dev.skerry.applications;

import dev.skerry.api.values.HostName;
import dev.skerry.api.values.RoutePath;

/// The names an application answers at without anybody's doing, and how addresses are written.
///
/// @param baseDomain under which every application gets a name: `apps.example.org`, or `10-0-0-7.sslip.io`, which
///     resolves to the address it spells
/// @param httpPort where the router listens; left out of addresses when it is 80
/// @param httpsPort the same for TLS; left out when it is 443
public record Addresses(String baseDomain, int httpPort, int httpsPort) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /// `notes.10-0-0-7.sslip.io`: a name nobody else can have.
    public HostName generated(Application application) {
        return new HostName(application.label() + "." + baseDomain);
    }

    /// Whether the application may answer there. Skerry alone gives names below the base domain out, so that nobody
    /// has a name that another gets or got.
    public boolean isOpenTo(Application application, HostName host) {
        return !host.value().endsWith("." + baseDomain) || host.equals(generated(application));
    }

    /// What to open in a browser.
    public String url(HostName host, RoutePath path, boolean https) {
        var usual = https ? HTTPS : HTTP;
        var port = https ? httpsPort : httpPort;
        return "%s://%s%s%s"
                .formatted(
                        https ? "https" : "http",
                        host,
                        port == usual ? "" : ":" + port,
                        path.isRoot() ? "" : path.value());
    }
}
