package dev.skerry.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
    private static final Secret SECRET = new Secret("s3cret, größe 7");

    @TempDir
    private Path folder;

    @Test
    void readsWhatItWroteAlsoAfterARestart() {
        var encrypted = vault().encrypt(SECRET, "variables/1");

        assertThat(new String(encrypted, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("s3cret");
        assertThat(vault().decrypt(encrypted, "variables/1")).isEqualTo(SECRET);
    }

    @Test
    void refusesAValueFromAnotherPlace() {
        var encrypted = vault().encrypt(SECRET, "variables/1");

        assertThatThrownBy(() -> vault().decrypt(encrypted, "variables/2"))
                .isInstanceOf(SkerryException.class)
                .hasMessageContaining("variables/2");
    }

    @Test
    void keepsItsKeysToItself() throws IOException {
        vault();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("keys.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void saysWhichFileIsDamaged() throws IOException {
        Files.writeString(folder.resolve("keys.json"), "{}");

        assertThatThrownBy(this::vault).hasMessageContaining("keys.json").hasMessageContaining("restore it");
    }

    private Vault vault() {
        return Vault.open(folder.resolve("keys.json"));
    }
}
