package dev.skerry.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Sends bytes as they are, as no HTTP client would, and reads what comes until the server closes.
public record RawRequest(int port) {
    private static final int PATIENCE_MILLIS = 60_000;

    /// @param text as it came, headers and body
    public record Answer(String text) {
        public int status() {
            return Integer.parseInt(text.split(" ", 3)[1]);
        }

        public Optional<String> header(String name) {
            return Arrays.stream(text.split("\r\n\r\n", 2)[0].split("\r\n"))
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }

        public String body() {
            return text.split("\r\n\r\n", 2)[1];
        }
    }

    /// @param request whose connection the server is asked to close
    public Answer send(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new Answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
