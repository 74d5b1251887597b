package dev.skerry.router;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// HTTP/1.1 as bytes, for requests no decent client would send.
record RawHttp(String address, int port) {
    /// @param headers names in lower case
    record Response(int status, Map<String, String> headers, String body) {}

    Response get(String host, String path, String... headers) {
        var lines = new StringBuilder("GET %s HTTP/1.1\r\nHost: %s\r\n".formatted(path, host));
        List.of(headers).forEach(header -> lines.append(header).append("\r\n"));
        return send(lines + "Connection: close\r\n\r\n");
    }

    /// Sends that text and reads until the edge closes; status 0 when it says nothing.
    Response send(String request) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2000);
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Response parse(String answer) {
        var head = answer.split("\r\n\r\n", 2);
        var lines = head[0].split("\r\n");
        if (!lines[0].startsWith("HTTP/")) {
            return new Response(0, Map.of(), answer);
        }
        var headers = new TreeMap<String, String>();
        for (var line : List.of(lines).subList(1, lines.length)) {
            var parts = line.split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        return new Response(Integer.parseInt(lines[0].split(" ")[1]), headers, head.length > 1 ? head[1] : "");
    }
}
