package dev.skerry.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the router answers for a host: the status, then headers and body as they came. Spoken by hand, as the JDK's
/// client lets nobody choose the Host header.
record RouterAnswer(int status, String body) {
    private static final int TIMEOUT_MILLIS = 10_000;

    /// @param headers as they stand in a request, such as `Accept: text/html`
    static RouterAnswer get(int port, String host, String path, String... headers) {
        return get("127.0.0.1", port, host, path, headers);
    }

    static RouterAnswer get(String address, int port, String host, String path, String... headers) {
        var lines = Stream.of(headers).map(header -> header + "\r\n").collect(Collectors.joining());
        return ask(
                address,
                port,
                "GET %s HTTP/1.1\r\nHost: %s\r\n%sConnection: close\r\n\r\n".formatted(path, host, lines));
    }

    static RouterAnswer post(int port, String host, String path, String json) {
        var length = json.getBytes(StandardCharsets.UTF_8).length;
        return ask(
                "127.0.0.1",
                port,
                "POST %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(path, host, length, json));
    }

    private static RouterAnswer ask(String address, int port, String request) {
        try (var socket = new Socket(address, port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            var statusLine = reader.readLine();
            if (statusLine == null) {
                return new RouterAnswer(0, "no answer");
            }
            return new RouterAnswer(
                    Integer.parseInt(statusLine.split(" ")[1]), reader.lines().collect(Collectors.joining("\n")));
        } catch (IOException e) {
            return new RouterAnswer(0, e.toString());
        }
    }
}
