package dev.skerry.router;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// One request to the edge on this machine, in HTTP/1.1 (RFC 9112). Only the status is read.
final class Visit {
    private static final int PATIENCE_MILLIS = 5_000;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})( .*)?");

    private Visit() {}

    /// @return 0 when there was no answer
    static int status(int port, String host, String path) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            var request =
                    "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: Skerry\r\nAccept: */*\r\nConnection: close\r\n\r\n"
                            .formatted(path, host);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            var line = reader.readLine();
            var status = STATUS_LINE.matcher(line == null ? "" : line);
            return status.matches() ? Integer.parseInt(status.group(1)) : 0;
        } catch (IOException _) {
            return 0;
        }
    }
}
