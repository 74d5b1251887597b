package dev.skerry.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
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
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            var request = "GET %s HTTP/1.1\r\nHost: %s\r\n%sConnection: close\r\n\r\n"
                    .formatted(
                            path,
                            host,
                            Stream.of(headers).map(header -> header + "\r\n").collect(Collectors.joining()));
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
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
