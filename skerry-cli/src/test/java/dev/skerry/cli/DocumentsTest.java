package dev.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skerry.api.applications.SetFile;
import dev.skerry.api.domains.AddCertificate;
import dev.skerry.api.values.ApplicationRef;
import dev.skerry.api.values.CertificatePem;
import dev.skerry.api.values.ContainerPath;
import dev.skerry.api.values.FileText;
import dev.skerry.api.values.Name;
import dev.skerry.api.values.PrivateKeyPem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Texts of several lines, which come from files.
class DocumentsTest {
    private static final String CHAIN = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    private static final String KEY = "-----BEGIN PRIVATE KEY-----\nMC4C\n-----END PRIVATE KEY-----\n";

    private final FakeSkerry server = new FakeSkerry();
    private final Typist typist = Typist.at(server);

    @TempDir
    private Path folder;

    private Path chain;
    private Path key;

    @BeforeEach
    void writeFiles() throws IOException {
        chain = Files.writeString(folder.resolve("chain.pem"), CHAIN);
        key = Files.writeString(folder.resolve("key.pem"), KEY);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void readsFiles() {
        assertThat(typist.types("certificates add shop --chain @%s --key=@%s".formatted(chain, key))
                        .code())
                .isZero();
        assertThat(server.onlyCall().input()).isEqualTo(certificate());
        assertThat(typist.types("files set notes /etc/chain.pem @" + chain).code())
                .isZero();
        assertThat(server.calls().getLast().input())
                .isEqualTo(new SetFile(
                        new ApplicationRef("notes"), new ContainerPath("/etc/chain.pem"), new FileText(CHAIN)));
    }

    @Test
    void takesTheTextItself() {
        assertThat(typist.run(List.of("certificates", "add", "shop", "--chain", CHAIN, "--key", KEY))
                        .code())
                .isZero();
        assertThat(server.onlyCall().input()).isEqualTo(certificate());
    }

    @Test
    void asksForTheFileOfWhatIsMissing() {
        typist.answering(key.toString());
        assertThat(typist.types("certificates add shop --chain @" + chain).code())
                .isZero();
        assertThat(typist.questions()).containsExactly("file of key: ");
        assertThat(server.onlyCall().input()).isEqualTo(certificate());
    }

    @Test
    void saysWhichFileOfWhichOptionIsNotThere() {
        assertThat(typist.types("certificates add shop --chain @none --key @" + key)
                        .err())
                .startsWith("error: --chain: there is no file 'none'.\n");
        assertThat(typist.absent()
                        .types("certificates add shop --chain @" + chain)
                        .err())
                .startsWith("error: --key: is missing; give @FILE, or @- for standard input.\n");
        assertThat(typist.types("certificates add shop --key @%s --chain @%s".formatted(key, folder))
                        .err())
                .startsWith("error: --chain: ");
        assertThat(server.calls()).isEmpty();
    }

    private static AddCertificate certificate() {
        return new AddCertificate(new Name("shop"), new CertificatePem(CHAIN), new PrivateKeyPem(KEY));
    }
}
