package dev.skerry.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// A certificate as somebody brings it, made by OpenSSL.
record TestCertificate(String chain, String key) {
    static TestCertificate make() {
        try {
            var process = new ProcessBuilder(
                            "openssl",
                            "req",
                            "-x509",
                            "-newkey",
                            "ec",
                            "-pkeyopt",
                            "ec_paramgen_curve:prime256v1",
                            "-nodes",
                            "-days",
                            "2",
                            "-subj",
                            "/CN=test",
                            "-addext",
                            "subjectAltName=DNS:a.example.org",
                            "-keyout",
                            "-")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            var cut = text.indexOf("-----BEGIN CERTIFICATE-----");
            return new TestCertificate(text.substring(cut), text.substring(0, cut));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run openssl", e);
        }
    }
}
