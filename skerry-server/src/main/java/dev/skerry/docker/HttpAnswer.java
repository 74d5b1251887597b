package dev.skerry.docker;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// What the engine answered: status and headers (names in lower case) are there, the body is still coming.
record HttpAnswer(int status, Map<String, String> headers, InputStream body) {
    private static final int BUFFER = 16 * 1024;

    static HttpAnswer read(InputStream connection) throws IOException {
        var source = new BufferedInputStream(connection, BUFFER);
        var status = status(HttpLines.read(source));
        var headers = headers(source);
        return new HttpAnswer(status, headers, body(source, status, headers));
    }

    private static int status(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] [1-5]\\d\\d.*")) {
            throw new IOException("what answers does not speak HTTP/1.1");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static Map<String, String> headers(InputStream source) throws IOException {
        var result = new HashMap<String, String>();
        for (var line = HttpLines.read(source); !line.isEmpty(); line = HttpLines.read(source)) {
            var colon = line.indexOf(':');
            if (colon > 0) {
                var name = line.substring(0, colon).toLowerCase(Locale.ROOT);
                result.put(name, line.substring(colon + 1).strip());
            }
        }
        return result;
    }

    /// How long the body is, by RFC 9112, section 6.3: each connection serves one request, so its end is the last
    /// resort.
    private static InputStream body(InputStream source, int status, Map<String, String> headers) {
        if (status == 204 || status == 304) {
            return InputStream.nullInputStream();
        }
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return new ChunkedInput(source);
        }
        var length = headers.get("content-length");
        return length == null ? source : new LimitedInput(source, Long.parseLong(length));
    }
}
