package dev.skerry.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Certificates as OpenSSL makes them.
class CertificateChainTest {
    private static final String NAMES = "subjectAltName=DNS:WWW.example.org,DNS:*.example.org,IP:127.0.0.1";

    @TempDir
    private static Path folder;

    private static Instant now;

    @BeforeAll
    static void make() throws IOException {
        selfSigned("ec", NAMES, "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1");
        selfSigned("rsa", NAMES, "-newkey", "rsa:2048");
        selfSigned("weak", NAMES, "-newkey", "rsa:1024");
        selfSigned("nameless", "keyUsage=digitalSignature", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:secp384r1");
        openssl("pkey", "-in", file("rsa.key"), "-traditional", "-out", file("rsa-old.key"));
        openssl("pkey", "-in", file("ec.key"), "-traditional", "-out", file("ec-old.key"));
        openssl("pkey", "-in", file("ec.key"), "-aes256", "-passout", "pass:secret", "-out", file("locked.key"));
        openssl("req", "-new", "-key", file("ec.key"), "-subj", "/CN=leaf", "-addext", NAMES, "-out", file("leaf.csr"));
        openssl(
                "x509",
                "-req",
                "-in",
                file("leaf.csr"),
                "-copy_extensions",
                "copy",
                "-CA",
                file("rsa.pem"),
                "-CAkey",
                file("rsa.key"),
                "-CAcreateserial",
                "-days",
                "2",
                "-out",
                file("leaf.pem"));
        now = Instant.now();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ec ec", "ec ec-old", "rsa rsa", "rsa rsa-old"})
    void readsCertificateAndKey(String pair) {
        var names = pair.split(" ");
        var chain = chain(names[0]);

        var pem = chain.with(key(names[1], chain)).reveal();

        assertThat(chain.names()).containsExactly("*.example.org", "www.example.org");
        assertThat(chain.issuer()).isEqualTo("CN=" + names[0]);
        assertThat(chain.notAfter()).isAfter(now.plus(Duration.ofDays(1)));
        assertThat(chain.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
        assertThat(pem).startsWith("-----BEGIN CERTIFICATE-----\n").endsWith("-----END PRIVATE KEY-----\n");
        assertThat(key(names[1], chain)).hasToString("****");
    }

    @Test
    void readsAChainWithWhatStandsBetween() {
        var chain =
                CertificateChain.parse("subject=leaf\n" + read("leaf.pem") + "# the issuer\n" + read("rsa.pem"), now);

        assertThat(chain.certificates()).hasSize(2);
        assertThat(chain.issuer()).isEqualTo("CN=rsa");
        assertThat(Pem.blocks(chain.with(key("ec", chain)).reveal())).hasSize(3);
    }

    @Test
    void refusesAChainThatDoesNotFitTogether() {
        refused("/chain", "certificate 1 was not signed by certificate 2", read("rsa.pem") + read("leaf.pem"));
        refused("/chain", "it holds 0 certificates", "-----BEGIN CERTIFICATE-----");
        refused(
                "/chain",
                "certificate 1 cannot be read",
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----");
        refused("/chain", "it holds a private key", read("ec.pem") + read("ec.key"));
        refused("/chain", "it holds 11 certificates", read("ec.pem").repeat(11));
    }

    @Test
    void refusesWhatBrowsersRefuse() {
        refused("/chain", "'CN=weak' is none that browsers trust", read("weak.pem"));
        refused("/chain", "names no host", read("nameless.pem"));
    }

    @Test
    void refusesACertificateOutOfItsTime() {
        assertThatThrownBy(() -> CertificateChain.parse(read("ec.pem"), now.plus(Duration.ofDays(3))))
                .isInstanceOf(SkerryException.class)
                .hasMessageContaining("'CN=ec' expired on");
        assertThatThrownBy(() -> CertificateChain.parse(read("ec.pem"), now.minus(Duration.ofDays(1))))
                .isInstanceOf(SkerryException.class)
                .hasMessageContaining("'CN=ec' is not valid before");
    }

    @Test
    void refusesAKeyOfAnotherCertificateAndShowsNothingOfIt() {
        var chain = chain("ec");
        for (var wrong : List.of("nameless", "rsa", "rsa-old", "locked")) {
            assertThatThrownBy(() -> key(wrong, chain))
                    .isInstanceOfSatisfying(
                            SkerryException.class, e -> assertThat(e.field()).isEqualTo("/key"))
                    .hasMessageNotContaining("MII");
        }
        assertThatThrownBy(() -> key("locked", chain)).hasMessageContaining("it is encrypted: decrypt it first");
        assertThatThrownBy(() -> key("nameless", chain)).hasMessageContaining("not the key of the first certificate");
        assertThatThrownBy(() -> CertificateKey.parse(new Secret(read("ec.pem")), chain))
                .hasMessageContaining("it holds 0 private keys");
    }

    private static void refused(String field, String reason, String pem) {
        assertThatThrownBy(() -> CertificateChain.parse(pem, now))
                .isInstanceOfSatisfying(
                        SkerryException.class, e -> assertThat(e.field()).isEqualTo(field))
                .hasMessageContaining(reason);
    }

    private static CertificateChain chain(String name) {
        return CertificateChain.parse(read(name + ".pem"), now);
    }

    private static CertificateKey key(String name, CertificateChain chain) {
        return CertificateKey.parse(new Secret(read(name + ".key")), chain);
    }

    private static void selfSigned(String name, String extension, String... key) throws IOException {
        var arguments = new ArrayList<>(List.of("req", "-x509", "-nodes", "-days", "2", "-subj", "/CN=" + name));
        arguments.addAll(List.of("-addext", extension, "-keyout", file(name + ".key"), "-out", file(name + ".pem")));
        arguments.addAll(List.of(key));
        openssl(arguments.toArray(String[]::new));
    }

    private static void openssl(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor()).as(output).isZero();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }

    private static String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
