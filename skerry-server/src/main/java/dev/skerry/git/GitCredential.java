package dev.skerry.git;

import dev.skerry.kernel.Secret;
import java.util.List;

/// How to log in to a remote. It is sent to the host, port and transport of the URL it is given with, and
/// nowhere else: not to where that host redirects, and not to a submodule on another host.
public sealed interface GitCredential {
    /// For public repositories.
    record None() implements GitCredential {}

    /// A name and a password or access token, for HTTP.
    record Password(String user, Secret password) implements GitCredential {}

    /// A token sent as `Authorization: Bearer`, for HTTP.
    record Bearer(Secret token) implements GitCredential {}

    /// A private key in OpenSSH format without a passphrase, for SSH.
    ///
    /// @param hostKeys the keys the host may present, each a line as `ssh-keyscan` prints it or just `ssh-ed25519
    /// AAAA...`
    /// @param firstUse asked about the host's key when none is given
    record DeployKey(Secret privateKey, List<String> hostKeys, HostKeyTrust firstUse) implements GitCredential {
        public DeployKey {
            hostKeys = List.copyOf(hostKeys);
        }

        /// With keys alone that are known.
        public DeployKey(Secret privateKey, List<String> hostKeys) {
            this(privateKey, hostKeys, HostKeyTrust.NONE);
        }
    }
}
