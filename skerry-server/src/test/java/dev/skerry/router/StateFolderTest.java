package dev.skerry.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
    private static final RouterSettings SETTINGS = RouterSettings.of(80, 443);
    private static final Rendered FULL = HaproxyConfig.render(Samples.full(), Map.of(), SETTINGS);
    private static final Rendered EMPTY =
            HaproxyConfig.render(Samples.config(List.of(), List.of()), Map.of(), SETTINGS);

    @TempDir
    private Path root = Path.of("/nonexistent");

    @Test
    void changesGenerationsByOneFile() {
        var folder = new StateFolder(root.resolve("router"));
        folder.prepare(EMPTY);
        folder.promote();

        folder.prepare(FULL);
        assertThat(folder.configuration()).hasValue(EMPTY.configuration());
        folder.promote();
        assertThat(folder.configuration()).hasValue(FULL.configuration());
        assertThat(folder.path().resolve(EMPTY.generation())).isDirectory();

        folder.tidy();
        assertThat(folder.path().resolve(EMPTY.generation())).doesNotExist();
        assertThat(folder.path().resolve(FULL.generation())).isDirectory();
    }

    @Test
    void goesBackToNothingOrToWhatWas() {
        var folder = new StateFolder(root.resolve("router"));
        folder.prepare(FULL);
        folder.promote();

        folder.restore(Optional.of(EMPTY.configuration()));
        assertThat(folder.configuration()).hasValue(EMPTY.configuration());
        folder.restore(Optional.empty());
        assertThat(folder.configuration()).isEmpty();
    }

    @Test
    void showsNothingToOthers() throws IOException {
        var folder = new StateFolder(root.resolve("router"));
        folder.prepare(FULL);
        folder.promote();

        try (var paths = Files.walk(folder.path())) {
            assertThat(paths.toList())
                    .hasSizeGreaterThan(8)
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .endsWith("------"));
        }
    }

    @Test
    void remembersNetworks() {
        var folder = new StateFolder(root.resolve("router"));
        assertThat(folder.networks()).isEmpty();

        folder.networks(Set.of("b", "a"));

        assertThat(new StateFolder(root.resolve("router")).networks()).containsExactly("a", "b");
    }

    @Test
    void makesACertificateOnceAndLeavesNoPasswordBehind() throws Exception {
        DefaultCertificate.ensure(root);
        var pem = Files.readString(root.resolve("default.pem"));
        DefaultCertificate.ensure(root);

        assertThat(Files.readString(root.resolve("default.pem"))).isEqualTo(pem);
        try (var files = Files.list(root)) {
            assertThat(files).containsExactly(root.resolve("default.pem"));
        }
        try (var stream = Files.newInputStream(root.resolve("default.pem"))) {
            var certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(stream);
            assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=skerry.invalid");
        }
        assertThat(pem).contains("-----BEGIN PRIVATE KEY-----\n").endsWith("-----END PRIVATE KEY-----\n");
    }
}
