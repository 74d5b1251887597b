package dev.skerry.git;

import dev.skerry.api.values.GitUrl;
import java.net.URL;
import java.util.Locale;

/// Transport, host and port: what a credential belongs to.
record Origin(GitUrl.Kind kind, String host, int port) {
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final int SSH_PORT = 22;

    static Origin of(GitUrl url) {
        return new Origin(url.kind(), url.host(), url.port().orElse(usualPort(url.kind())));
    }

    /// @param url of HTTP or HTTPS
    static Origin of(URL url) {
        var kind = GitUrl.Kind.valueOf(url.getProtocol().toUpperCase(Locale.ROOT));
        var host = url.getHost().toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
        return new Origin(kind, host, url.getPort() < 0 ? usualPort(kind) : url.getPort());
    }

    private static int usualPort(GitUrl.Kind kind) {
        return switch (kind) {
            case HTTPS -> HTTPS_PORT;
            case HTTP -> HTTP_PORT;
            case SSH -> SSH_PORT;
            case FILE -> 0;
        };
    }
}
