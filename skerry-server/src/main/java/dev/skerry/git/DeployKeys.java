package dev.skerry.git;

import dev.skerry.kernel.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;

/// Makes and reads the keys of SSH in OpenSSH's own forms.
public final class DeployKeys {
    private static final int ED25519_BITS = 256;

    private DeployKeys() {}

    /// A new ed25519 key.
    public static Secret generate() {
        try (var out = new ByteArrayOutputStream()) {
            var pair = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, ED25519_BITS);
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "skerry", null, out);
            return new Secret(out.toString(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This Java cannot make ed25519 keys", e);
        }
    }

    /// The public half as it is added to a repository: `ssh-ed25519 AAAA...`.
    ///
    /// @throws dev.skerry.kernel.SkerryException UNPROCESSABLE when it is no key, or locked by a passphrase
    public static String publicKey(Secret privateKey) {
        KeyPair pair = SshAccess.keys(privateKey).getFirst();
        return PublicKeyEntry.toString(pair.getPublic());
    }

    /// One line for each key that is pinned, without comments.
    ///
    /// @throws dev.skerry.kernel.SkerryException UNPROCESSABLE for a line that is no key
    public static List<String> pins(String hostKeys) {
        var lines = hostKeys.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        var _ = HostKeyPin.parse(lines);
        return lines;
    }
}
