package dev.skerry.bench;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// The way to an application through the router: at its container's own address, so that docker-proxy is not measured.
///
/// @param host the application's name, which the file of jdk.net.hosts.file leads to the router
record Edge(String host, int httpPort, int httpsPort) {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /// Writes the hosts file that this JVM looks names up in.
    static Edge of(Server server, String host) {
        var address = Program.docker(
                        "container",
                        "inspect",
                        "--format",
                        "{{.NetworkSettings.Networks.bridge.IPAddress}}",
                        server.routerContainer())
                .getFirst();
        var file = Optional.ofNullable(System.getProperty("jdk.net.hosts.file"))
                .orElseThrow(() -> new IllegalStateException("start this by bin/bench, which sets jdk.net.hosts.file"));
        try {
            Files.writeString(Path.of(file), "%s %s%n".formatted(address, host));
        } catch (IOException e) {
            throw new IllegalStateException("cannot write " + file, e);
        }
        return new Edge(host, server.httpPort(), server.httpsPort());
    }

    URI http(String path) {
        return URI.create("http://%s:%d%s".formatted(host, httpPort, path));
    }

    URI https(String path) {
        return URI.create("https://%s:%d%s".formatted(host, httpsPort, path));
    }

    URI webSocket(String path) {
        return URI.create("ws://%s:%d%s".formatted(host, httpPort, path));
    }

    static HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder()
                .version(version)
                .connectTimeout(CONNECT)
                .sslContext(trusting())
                .build();
    }

    /// The router's certificate is one it made itself.
    private static SSLContext trusting() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anyone()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }

    /// Trusts every server: the load goes to this machine's own router.
    private static final class Anyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
