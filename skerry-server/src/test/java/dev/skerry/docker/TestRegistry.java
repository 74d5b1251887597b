package dev.skerry.docker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/// A registry with one small image (distribution's API, version 2). Engines trust loopback addresses without TLS.
final class TestRegistry implements AutoCloseable {
    private static final String MANIFEST_TYPE = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String LAYER_TYPE = "application/vnd.docker.image.rootfs.diff.tar.gzip";
    private static final String CONFIG_TYPE = "application/vnd.docker.container.image.v1+json";
    private final HttpServer server;
    private final Map<String, byte[]> blobs = new HashMap<>();
    private final byte[] manifest;

    /// @param content makes the image unlike others
    TestRegistry(String content) {
        var tar = Tar.of(Map.of("hello", content.getBytes(StandardCharsets.UTF_8)));
        var layer = gzip(tar);
        var config = bytes("""
                {"architecture": "amd64", "os": "linux", "config": {"Cmd": ["/hello"], "ExposedPorts": {"8080/tcp": {}},
                 "Labels": {"content": "%s"}}, "rootfs": {"type": "layers", "diff_ids": ["%s"]}}
                """.formatted(content, digest(tar)));
        blobs.put(digest(layer), layer);
        blobs.put(digest(config), config);
        manifest = bytes("""
                {"schemaVersion": 2, "mediaType": "%s", "config": {"mediaType": "%s", "size": %d, "digest": "%s"},
                 "layers": [{"mediaType": "%s", "size": %d, "digest": "%s"}]}
                """.formatted(
                MANIFEST_TYPE, CONFIG_TYPE, config.length, digest(config), LAYER_TYPE, layer.length, digest(layer)));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v2/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    String digest() {
        return digest(manifest);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var blob = blobs.get(path.substring(path.lastIndexOf('/') + 1));
            if (path.equals("/v2/")) {
                send(exchange, "application/json", bytes("{}"));
            } else if (path.startsWith("/v2/app/manifests/")) {
                exchange.getResponseHeaders().set("Docker-Content-Digest", digest());
                send(exchange, MANIFEST_TYPE, manifest);
            } else if (blob != null) {
                send(exchange, "application/octet-stream", blob);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(200, -1);
        } else {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] gzip(byte[] content) {
        var result = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(result)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return result.toByteArray();
    }

    private static String digest(byte[] content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
