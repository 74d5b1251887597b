package dev.skerry.git;

import dev.skerry.api.values.GitUrl;
import dev.skerry.kernel.Secret;
import dev.skerry.kernel.SkerryException;
import dev.skerry.untrusted.AddressPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.jspecify.annotations.Nullable;

/// Opens SSH sessions with one deploy key and pinned host keys, and with nothing of anybody's `~/.ssh`: no
/// configuration, no other keys, no agent, no questions.
final class SshAccess {
    private SshAccess() {}

    /// @param home an empty folder where JGit may look for what it does not find
    static SshdSessionFactory open(
            GitUrl url, GitCredential credential, AddressPolicy addresses, Evidence evidence, Path home) {
        if (!(credential instanceof GitCredential.DeployKey deployKey)) {
            throw GitFault.AUTHENTICATION.because("%s is read over SSH, which needs a deploy key.".formatted(url));
        }
        var keys = keys(deployKey.privateKey());
        var pins = HostKeyPin.parse(deployKey.hostKeys());
        return new SshdSessionFactoryBuilder()
                .setHomeDirectory(home.toFile())
                .setSshDirectory(home.toFile())
                .setConfigStoreFactory((folder, file, user) -> null)
                .setDefaultIdentities(folder -> List.of())
                .setDefaultKnownHostsFiles(folder -> List.of())
                .setDefaultKeysProvider(folder -> keys)
                .setPreferredAuthentications("publickey")
                .setServerKeyDatabase((folder, ssh) ->
                        new PinnedHostKeys(Origin.of(url), pins, deployKey.firstUse(), addresses, evidence))
                .setConnectorFactory(null)
                .build(null);
    }

    static List<KeyPair> keys(Secret privateKey) {
        var bytes = privateKey.reveal().getBytes(StandardCharsets.UTF_8);
        try {
            var found = SecurityUtils.loadKeyPairIdentities(
                    null,
                    NamedResource.ofName("deploy key"),
                    new ByteArrayInputStream(bytes),
                    FilePasswordProvider.EMPTY);
            var keys = new ArrayList<KeyPair>();
            if (found != null) {
                found.forEach(keys::add);
            }
            if (keys.isEmpty()) {
                throw unreadable("it holds no private key", null);
            }
            return keys;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw unreadable("it is damaged, or locked by a passphrase", e);
        }
    }

    /// The cause is not shown: it may quote the key.
    private static SkerryException unreadable(String why, @Nullable Exception cause) {
        return GitFault.AUTHENTICATION.because(
                "The deploy key cannot be read: %s. Make one by `ssh-keygen -t ed25519 -N ''`.".formatted(why), cause);
    }
}
