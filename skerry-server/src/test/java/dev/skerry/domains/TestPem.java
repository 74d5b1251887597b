package dev.skerry.domains;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// A certificate as somebody brings it, made by OpenSSL.
record TestPem(String chain, String key) {
    static TestPem make(int days, String... hosts) {
        var names = List.of(hosts).stream().map("DNS:"::concat).collect(Collectors.joining(","));
        var command =
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=test -keyout - -days "
                        + days
                        + " -addext subjectAltName="
                        + names;
        try {
            var process = new ProcessBuilder(command.split(" "))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            var cut = text.indexOf("-----BEGIN CERTIFICATE-----");
            return new TestPem(text.substring(cut), text.substring(0, cut));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run openssl", e);
        }
    }
}
